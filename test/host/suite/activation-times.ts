/** What the editor itself measures of an extension's activation, in ms. */
export interface ActivationTimes {
  /** Loading the bundle and running its top level. */
  loadMs: number;
  /** From the call of `activate` until it has resolved. */
  activateMs: number;
}

interface Mark {
  name: string;
  /** ms since 1970 */
  startTime: number;
}

/** VS Code's own store of marks (src/vs/base/common/performance.ts), one a process. */
type Marked = typeof globalThis & { MonacoPerformanceMarks?: { getMarks(): Mark[] } };

/**
 * Times from the marks that VS Code's extension host leaves (src/vs/workbench/api/common/extHostExtensionService.ts).
 * @throws Error when there are none: the extension has not been activated, or the editor marks something else.
 */
export function activationTimes(id: string): ActivationTimes {
  const marks = (globalThis as Marked).MonacoPerformanceMarks?.getMarks() ?? [];
  const at = (name: string) => {
    const mark = marks.find((candidate) => candidate.name === `code/extHost/${name}/${id}`);
    if (!mark) throw new Error(`The editor left no mark ${name} for ${id}`);
    return mark.startTime;
  };
  return {
    loadMs: at('didLoadExtensionCode') - at('willLoadExtensionCode'),
    activateMs: at('didActivateExtension') - at('willActivateExtension'),
  };
}
