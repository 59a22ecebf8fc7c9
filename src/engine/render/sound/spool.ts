import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

const blockBytes = 1 << 18;

/**
 * Packets kept on disk until the video is ready for them, so that three hours of sound do not fill the memory.
 * Written in order, then read in order.
 */
export class PacketSpool {
  private readonly file: number;
  private readonly block = Buffer.alloc(blockBytes);
  private filled = 0;
  private position = 0;
  private sizes = new Uint32Array(4096);
  private packets = 0;
  private next = 0;

  /** @throws the system's error when the file cannot be made */
  constructor(private readonly path: string) {
    this.file = openSync(path, 'wx+');
  }

  get count(): number {
    return this.packets;
  }

  /** @throws the system's error, ENOSPC for one */
  push(packet: Uint8Array): void {
    if (this.packets === this.sizes.length) {
      const larger = new Uint32Array(this.sizes.length * 2);
      larger.set(this.sizes);
      this.sizes = larger;
    }
    this.sizes[this.packets++] = packet.length;
    if (this.filled + packet.length > blockBytes) this.flush();
    this.block.set(packet, this.filled);
    this.filled += packet.length;
  }

  /** The next packet, or undefined after the last. Call it when all are written. */
  shift(): Uint8Array | undefined {
    if (this.next === 0) {
      this.flush();
      this.position = 0;
    }
    if (this.next === this.packets) return undefined;
    const packet = new Uint8Array(this.sizes[this.next++] ?? 0);
    readSync(this.file, packet, 0, packet.length, this.position);
    this.position += packet.length;
    return packet;
  }

  /** Closes and removes the file. */
  close(): void {
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }

  private flush(): void {
    let written = 0;
    while (written < this.filled) {
      written += writeSync(this.file, this.block, written, this.filled - written, this.position + written);
    }
    this.position += this.filled;
    this.filled = 0;
  }
}
