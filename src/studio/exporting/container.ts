import { open } from 'node:fs/promises';

/**
 * Whether a file is an MP4 that is all there: boxes from the first byte to the last (ISO/IEC 14496-12, 4.2),
 * among them `ftyp`, `moov` and `mdat`.
 */
export async function isWholeMp4(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const seen = new Set<string>();
    const header = Buffer.alloc(16);
    let offset = 0;
    while (offset + 8 <= size) {
      await file.read(header, 0, 16, offset);
      let length = header.readUInt32BE(0);
      if (length === 1) length = Number(header.readBigUInt64BE(8));
      else if (length === 0) length = size - offset;
      if (length < 8) return false;
      seen.add(header.toString('latin1', 4, 8));
      offset += length;
    }
    return offset === size && ['ftyp', 'moov', 'mdat'].every((type) => seen.has(type));
  } finally {
    await file.close();
  }
}
