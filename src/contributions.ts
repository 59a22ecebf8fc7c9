/**
 * Every id that package.json contributes, as types: a command that is registered under a name that does not
 * exist does not compile. A unit test holds this page against package.json, both ways.
 */
export const commands = {
  convert: 'podcastVideo.convert',
  openChat: 'podcastVideo.openChat',
  export: 'podcastVideo.export',
  cancelExport: 'podcastVideo.cancelExport',
  refreshTimeline: 'podcastVideo.refreshTimeline',
  showCredits: 'podcastVideo.showCredits',
  uploadFiles: 'podcastVideo.uploadFiles',
  uploadFromUrl: 'podcastVideo.uploadFromUrl',
  openInBrowser: 'podcastVideo.openInBrowser',
  switchProject: 'podcastVideo.switchProject',
  chooseBackend: 'podcastVideo.chooseBackend',
  setToken: 'podcastVideo.setToken',
  signOut: 'podcastVideo.signOut',
  showLog: 'podcastVideo.showLog',
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

export const views = { timeline: 'podcastVideo.timeline' } as const;

/** Settings under `podcastVideo.`; the values are read in `editor/settings.ts`. */
export const settings = {
  section: 'podcastVideo',
  backend: 'backend',
  defaultRequest: 'defaultRequest',
  outputFolder: 'output.folder',
  apiBaseUrl: 'apiBaseUrl',
} as const;

/** Keys that `when` clauses in package.json ask for. */
export const contextKeys = {
  hasProject: 'podcastVideo.hasProject',
  isExporting: 'podcastVideo.isExporting',
  isInCloud: 'podcastVideo.isInCloud',
} as const;

/** The type that VS Code remembers a chat panel under. */
export const chatPanelType = 'podcastVideo.chat';
