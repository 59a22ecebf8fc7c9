/** An agent's answer of 100,000 events and 50 MB, over loopback, read and folded. */
import { inMegabytes, MemoryWatch } from './memory';
import { clientOf, startPeer } from './peer';

const rounds = 3;
/** s */
const mostSeconds = 3;

async function main(): Promise<void> {
  const peer = await startPeer();
  const client = clientOf(peer);
  const rows: string[] = [];
  for (let round = 1; round <= rounds; round++) {
    const memory = new MemoryWatch();
    const start = performance.now();
    const used = process.cpuUsage();
    const seen = { text: '', texts: 0, tool: 0, working: 0, alive: 0, failed: 0 };
    for await (const event of client.say('session', 'go')) {
      if (event.type === 'text') {
        seen.text = event.text;
        seen.texts++;
      } else seen[event.type]++;
    }
    const seconds = (performance.now() - start) / 1000;
    const growth = memory.stop();
    const { user, system } = process.cpuUsage(used);
    const events = seen.texts + seen.tool + seen.working + seen.alive + seen.failed;
    const processor = ((user + system) / 1e6).toFixed(2);
    const values = [
      round,
      events,
      seconds.toFixed(2),
      processor,
      inMegabytes(growth),
      inMegabytes(seen.text.length),
    ];
    rows.push(`| ${values.join(' | ')} |`);
    if (seen.failed > 0 || seconds > mostSeconds) process.exitCode = 1;
  }
  await client.close();
  peer.stop();
  console.log(`An answer of 50 MB read and folded; at most ${mostSeconds} s\n`);
  console.log(
    '| round | events | s | of a processor, s | peak RSS growth, MB | text in the end, M characters |',
  );
  console.log(`| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
