import { headers } from '../wire/paths';

/** Who is calling: sent with every single request, or export fails as if the plan did not allow it (402). */
export interface Attribution {
  /** The extension's `name` in package.json. */
  readonly source: string;
  /** The extension's `version` in package.json. */
  readonly version: string;
  readonly platform: Platform;
}

export type Platform = 'cursor' | 'vscode' | 'clawhub' | 'unknown';

/** What is known of the place that the extension runs in. */
export interface Surroundings {
  /** Environment variable `SKILL_SOURCE`; wins over everything else. */
  readonly skillSource?: string | undefined;
  /** Folder that the extension is installed in. */
  readonly installPath: string;
  readonly productName?: string | undefined;
  readonly uriScheme?: string | undefined;
}

const vscodeBuilds = [/^visual studio code/i, /^code - oss/i, /^vscodium/i, /^code-server/i, /^codium/i];

/** Names the platform, by the first rule that matches. */
export function detectPlatform({
  skillSource,
  installPath,
  productName = '',
  uriScheme = '',
}: Surroundings): Platform {
  const named = (['cursor', 'vscode', 'clawhub'] as const).find(
    (name) => name === skillSource?.trim().toLowerCase(),
  );
  if (named) return named;
  if (skillSource?.trim()) return 'unknown';
  const folders = installPath.split(/[\\/]/);
  if (folders.includes('.cursor') || folders.includes('.cursor-server')) return 'cursor';
  if (/^cursor\b/i.test(productName) || uriScheme === 'cursor') return 'cursor';
  if (folders.includes('.clawhub')) return 'clawhub';
  if (vscodeBuilds.some((build) => build.test(productName))) return 'vscode';
  return 'unknown';
}

/** The attribution as headers of a request. */
export function attributionHeaders({ source, version, platform }: Attribution): Record<string, string> {
  return { [headers.source]: source, [headers.version]: version, [headers.platform]: platform };
}
