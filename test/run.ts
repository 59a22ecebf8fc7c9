/**
 * `npm test`: every check there is, one stage after the other, all of them even when one fails. The last line is
 * `N passed, N failed`. With names after it (`npm test -- unit host`) only these stages run.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closingLine, type Counts } from './counts';
import { projectFolder } from './host/paths';
import { runStage, stages, type Stage, type StageResult } from './stages';

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
  console.log(`\n${closingLine(total)}`);
  if (total.failed > 0 || total.passed === 0 || interruption.signal.aborted) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
