import { createEngine, type Engine } from './engine';
import { log } from './log';
import { loadSentences } from './language';
import { sentenceOf } from './sentences';
import { fromParentSchema, startParametersSchema, type StartParameters, type ToParent } from './start';

/** Where a start by hand finds its parameters, as JSON: for looking into an engine without an editor. */
const environmentVariable = 'PODCAST_VIDEO_ENGINE';

/**
 * Runs the server's process: takes the start parameters, listens, says where, and ends when the parent says so or
 * vanishes.
 *
 * @param engineFile absolute path of this bundle, which render workers run as well
 */
export function runEngineProcess(engineFile: string): void {
  let engine: Engine | undefined;
  let ending = false;

  const start = async (parse: () => StartParameters) => {
    try {
      const parameters = parse();
      await loadSentences(parameters.locale, parameters.l10nFile);
      engine = createEngine({ ...parameters, workerFile: engineFile });
      const port = await engine.listen();
      tell({ type: 'listening', port });
    } catch (error) {
      log.error('start', error);
      tell({ type: 'failed', message: sentenceOf(error) });
      process.exitCode = 1;
      end('vanished');
    }
  };

  const end = (reason: 'asked' | 'vanished') => {
    if (ending) return;
    ending = true;
    const closed = engine?.close(reason) ?? Promise.resolve();
    closed
      .catch((error: unknown) => {
        log.error('close', error);
      })
      .finally(() => {
        process.exit();
      });
  };

  // What belongs to a request is answered with it; a stray error shall not take running renders along.
  process.on('uncaughtException', (error) => {
    log.error('uncaught', error);
  });
  process.on('unhandledRejection', (error) => {
    log.error('unhandled', error);
  });
  process.on('SIGTERM', () => {
    end('asked');
  });
  // Ctrl-C reaches the whole process group; the parent decides what becomes of running work.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!process.connected) end('asked');
    });
  }

  if (process.send) {
    process.on('disconnect', () => {
      end('vanished');
    });
    process.on('message', (raw) => {
      const message = fromParentSchema.safeParse(raw);
      if (!message.success) log.error('message', message.error);
      else if (message.data.type === 'stop') end('asked');
      else {
        const parameters = message.data;
        void start(() => parameters);
      }
    });
    return;
  }
  void start(() => {
    const parameters: unknown = JSON.parse(process.env[environmentVariable] ?? '{}');
    return startParametersSchema.parse({ type: 'start', ...Object(parameters) });
  });
}

function tell(message: ToParent): void {
  if (process.send) process.send(message);
  else process.stdout.write(`${JSON.stringify(message)}\n`);
}
