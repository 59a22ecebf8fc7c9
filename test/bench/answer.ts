import { seeded } from '../builders';

const wantedEvents = 100_000;
/** bytes */
const wantedBytes = 50e6;

const padding = (length: number) => 'x'.repeat(Math.max(0, length));

/** An event of the Agent Development Kit on the wire, with as much around its parts as there is in life. */
const event = (id: number, parts: unknown[], paddingLength: number, over: object = {}) =>
  `data: ${JSON.stringify({
    id: `event-${id}`,
    invocationId: 'e-2b1c7a90-6f5d-4a53-9f0e-4f3f0f6f7c11',
    author: 'nemo_agent',
    timestamp: 1_758_000_000 + id / 10,
    content: { role: 'model', parts },
    actions: { stateDelta: {}, artifactDelta: {}, note: padding(paddingLength) },
    ...over,
  })}\n\n`;

/** 100,000 events in 50 MB: messages in pieces and then whole, tools and their answers, thoughts, keep-alives. */
export function longAnswer(): Buffer {
  const random = seeded(11);
  const lines: string[] = [];
  let pieces = '';
  for (let id = 0; id < wantedEvents; id++) {
    const kind = random();
    if (id % 200 === 199) {
      lines.push(event(id, [{ text: pieces }], 0));
      pieces = '';
    } else if (kind < 0.7) {
      const words = `piece ${id} of the answer, naïve — ${random().toString(36)} `;
      pieces += words;
      lines.push(event(id, [{ text: words }], 130, { partial: true }));
    } else if (kind < 0.8) {
      const call = { id: `call-${id}`, name: 'edit_timeline', args: { track: 1, text: padding(250) } };
      lines.push(event(id, [{ functionCall: call }], 0));
    } else if (kind < 0.9) {
      const done = { id: `call-${id}`, name: 'edit_timeline', response: { ok: true, log: padding(430) } };
      lines.push(event(id, [{ functionResponse: done }], 0));
    } else if (kind < 0.95) {
      lines.push(event(id, [{ text: 'Thinking about it', thought: true }], 250));
    } else {
      lines.push(random() < 0.5 ? ': keep-alive\n\n' : 'data: {"type":"heartbeat"}\n\n');
    }
  }
  const answer = Buffer.from(lines.join(''));
  // What is still missing goes into a comment, which a reader has to step over as well.
  const missing = Buffer.from(`: ${padding(wantedBytes - answer.length)}\n\n`);
  return Buffer.concat([answer, missing]);
}
