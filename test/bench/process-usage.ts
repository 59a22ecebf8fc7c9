import { readFileSync } from 'node:fs';

export interface Usage {
  /** s of processor time, user and system */
  cpuSeconds: number;
  /** bytes; the most memory it ever held */
  peakBytes: number;
}

/** ticks a second that the kernel counts in /proc; 100 on every Linux that Node runs on */
const ticks = 100;

/** What a process has used so far; undefined where there is no /proc to ask. */
export function usageOf(pid: number): Usage | undefined {
  if (process.platform !== 'linux') return undefined;
  // The name, in brackets, may hold blanks: fields are counted from behind it (proc(5)).
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const peakKb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticks, peakBytes: peakKb * 1024 };
}
