/** A command, or a setting of it, that cannot be meant; its message is for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
