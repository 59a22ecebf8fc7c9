import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of the processes that this one started, and of those that they started; empty where there is no /proc. */
export function descendants(pid = process.pid): string[] {
  return childrenOf(pid).flatMap((child) => [
    readProc(child, 'cmdline').replaceAll('\0', ' '),
    ...descendants(child),
  ]);
}

function childrenOf(pid: number): number[] {
  return listProcesses().filter((candidate) => parentOf(candidate) === pid);
}

function listProcesses(): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** The parent stands two fields behind the name, which is in brackets and may hold anything. */
function parentOf(pid: number): number {
  const stat = readProc(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It ended while we looked.
    return '';
  }
}
