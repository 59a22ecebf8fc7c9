import { join } from 'node:path';
import { hostFolder } from './paths';

/** Node 24 as an npm package: code-server runs on nothing else. */
export const nodeFolder = join(hostFolder, 'node_modules', `node-linux-${process.arch}`);
export const nodeBinary = join(nodeFolder, 'bin', 'node');

/** Where code-server begins. */
export const codeServerEntry = join(hostFolder, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
