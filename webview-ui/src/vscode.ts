import { pageStateSchema, type PageState, type ToEditor } from '../../src/protocol';

/** What the editor puts into a webview. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The editor, as far as this page can reach it. */
export interface Editor {
  post(message: ToEditor): void;
  /** What the page remembered before it was reloaded, unless it is of another project. */
  remembered(projectId: string): PageState | undefined;
  remember(state: PageState): void;
}

/** Takes hold of the editor. Works once: the editor hands itself out a single time for each page. */
export function connectEditor(): Editor {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    remembered(projectId) {
      const state = pageStateSchema.safeParse(api.getState());
      return state.success && state.data.projectId === projectId ? state.data : undefined;
    },
    remember: (state) => api.setState(state),
  };
}
