import Module from 'node:module';

interface ExtensionModule {
  activate(context: unknown): unknown;
}

type Load = (request: string, ...rest: unknown[]) => unknown;

/** What the editor itself reports as an extension's activation times. */
export interface ActivationTimes {
  /** Loading the bundle and running its top level. */
  loadMs: number;
  /** From the call of `activate` until it has resolved. */
  activateMs: number;
}

/**
 * Times the load and the `activate` of one extension from inside, because the time around
 * `extension.activate()` holds ten times as much of the editor's own work.
 * @param bundle absolute path of the extension's main file
 * @param trigger what makes the editor activate it
 * @throws Error when the extension was not loaded meanwhile
 */
export async function timeActivation(
  bundle: string,
  trigger: () => PromiseLike<unknown>,
): Promise<ActivationTimes> {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  let times: ActivationTimes | undefined;
  loader._load = function (request, ...rest) {
    if (request !== bundle) return load.call(this, request, ...rest);
    const started = performance.now();
    const extension = load.call(this, request, ...rest) as ExtensionModule;
    const loadMs = performance.now() - started;
    const activate = async (context: unknown) => {
      const called = performance.now();
      const api = await extension.activate(context);
      times = { loadMs, activateMs: performance.now() - called };
      return api;
    };
    return { ...extension, activate };
  };
  try {
    await trigger();
  } finally {
    loader._load = load;
  }
  if (!times) throw new Error(`${bundle} was not activated, or had been already.`);
  return times;
}
