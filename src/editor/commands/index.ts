import { commands, type CommandId } from '../../contributions';
import type { Command } from '../parts';
import { chooseBackend, setToken, showLog, signOut } from './account';
import { convert } from './convert';
import { cancelExport, exportVideo, openChat, refreshTimeline, showCredits } from './project';

/** Every contributed command and what it does; one that is missing does not compile. */
export const handlers: Record<CommandId, Command> = {
  [commands.convert]: convert,
  [commands.openChat]: openChat,
  [commands.export]: exportVideo,
  [commands.cancelExport]: cancelExport,
  [commands.refreshTimeline]: refreshTimeline,
  [commands.showCredits]: showCredits,
  [commands.chooseBackend]: chooseBackend,
  [commands.setToken]: setToken,
  [commands.signOut]: signOut,
  [commands.showLog]: showLog,
};
