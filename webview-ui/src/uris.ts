/** Types under which files are dragged, the editor's own first: it also carries remote files. */
export const uriListTypes = ['application/vnd.code.uri-list', 'text/uri-list'] as const;

/** As many and as long as the editor accepts in one drop. */
const mostUris = 100;
const longestUri = 4096;

/** The URIs of a `text/uri-list` (RFC 2483: one a line, lines with # are comments). */
export function readUriList(list: string): string[] {
  return list
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && line.length <= longestUri)
    .slice(0, mostUris);
}
