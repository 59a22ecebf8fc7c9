import { homedir } from 'node:os';
import { join } from 'node:path';
import { name } from '../../package.json';

/**
 * Where this program keeps what it must remember, by each system's own custom (XDG base directories on Linux).
 * `PODCAST_VIDEO_HOME` overrides it.
 */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (env.PODCAST_VIDEO_HOME) return env.PODCAST_VIDEO_HOME;
  const home = homedir();
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', name);
    case 'win32':
      return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), name);
    default:
      return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), name);
  }
}
