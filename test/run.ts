/**
 * `npm test`: every check there is, one stage after the other, all of them even when one fails. The last line is
 * `N passed, N failed`. Before it stands which test holds which row of the wire. With names after it (`npm test -- unit host`) only these stages run.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closingLine, type Counts } from './counts';
import { projectFolder } from './host/paths';
import { runStage, stages, type Stage, type StageResult } from './stages';
import { wireRows } from './wire-rows';
import { failuresOf, holdRows, tableLines } from './wire-table';

/** @throws Error when a name is none of a stage */
function wantedStages(names: string[]): Stage[] {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) throw new Error(`No such stage: ${unknown.join(', ')}`);
  return stages.filter((stage) => names.length === 0 || names.includes(stage.name));
}

/**
 * Installs the editor of the tests while the first stages run. Resolves in any case: the stages that need the editor
 * say for themselves what is missing.
 */
async function installMeanwhile(): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/host/install.ts'], {
    cwd: projectFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await once(child, 'exit');
}

function printTable(results: StageResult[]): void {
  const print = (name: string, ...cells: (string | number)[]) =>
    console.log(name.padEnd(10) + cells.map((cell) => String(cell).padStart(9)).join(''));
  print('\nstage', ' passed', 'failed', 'seconds');
  for (const { stage, passed, failed, seconds } of results)
    print(stage.name, passed, failed, seconds.toFixed(1));
}

/**
 * Prints who holds the rows of the wire. A row may be held by any unit or contract test, so nothing is missing before
 * both have run.
 *
 * @returns how many failures there are in that
 */
function printRows(results: StageResult[]): number {
  const ran = results.map(({ stage }) => stage.name);
  const isComplete = ran.includes('unit') && ran.includes('contract');
  const claims = results.flatMap((result) => result.claims);
  if (!isComplete && claims.length === 0) return 0;
  const held = holdRows(wireRows, claims);
  console.log(`\n${tableLines(held, isComplete).join('\n')}`);
  return failuresOf(held, isComplete);
}

function sum(results: StageResult[]): Counts {
  return results.reduce(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    { passed: 0, failed: 0 },
  );
}

async function main(): Promise<void> {
  const wanted = wantedStages(process.argv.slice(2));
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => interruption.abort());
  const needsEditor = wanted.some(({ name }) => name === 'host' || name === 'e2e');
  const installed = needsEditor ? installMeanwhile() : Promise.resolve();
  const results: StageResult[] = [];
  for (const stage of wanted) {
    if (stage.alone) await installed;
    if (interruption.signal.aborted) break;
    console.log(`\n── ${stage.name} ${'─'.repeat(60)}`);
    results.push(await runStage(stage, interruption.signal));
  }
  printTable(results);
  const total = sum(results);
  total.failed += printRows(results);
  console.log(`\n${closingLine(total)}`);
  if (total.failed > 0 || total.passed === 0 || interruption.signal.aborted) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
