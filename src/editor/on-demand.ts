/**
 * All that is loaded when somebody wants something, in a bundle of its own (dist/on-demand.js): the editor reads
 * and compiles what activates at its start, and this is a hundred times as much. Every `await import()` of
 * what activates ends up here (esbuild.mjs), so what it asks for must be exported here.
 */
export { readAccount } from '../nemo/token';
export { runCommand } from './commands';
export { Workshop } from './workshop';
