// Prints, as JSON, which sentences of the code have no Chinese translation and which translations nobody needs.
// Ends with 1 where there are any. Run by `npm run strings`.
import { fileURLToPath } from 'node:url';
import { compareStrings } from './strings/compare.ts';

const comparison = compareStrings(fileURLToPath(new URL('..', import.meta.url)));
console.log(JSON.stringify(comparison, undefined, 2));
if (Object.values(comparison).some((list) => Object.keys(list).length > 0)) process.exitCode = 1;
