/** What of a key press decides whether it sends. */
export interface KeyPress {
  key: string;
  shiftKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

/** The key code that browsers give a key which an input method has taken for itself. */
const takenByInputMethod = 229;

/** Whether this press sends the message: Enter, not Shift+Enter, and not the Enter that picks an IME candidate. */
export function sendsMessage({ key, shiftKey, isComposing, keyCode }: KeyPress): boolean {
  return key === 'Enter' && !shiftKey && !isComposing && keyCode !== takenByInputMethod;
}
