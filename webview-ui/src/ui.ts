import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeTextArea,
  type Button,
  type TextArea,
} from '@vscode/webview-ui-toolkit';
import { icon } from './dom';

/**
 * The one file that knows the toolkit. It is archived upstream: what the page uses of it is wrapped here, so that
 * it can be replaced without touching the rest.
 */

export type { Button, TextArea };

/** Defines the custom elements. Once, before any of them is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextArea());
}

export interface ButtonOptions {
  label: string;
  onPress(): void;
  /** A codicon before the label, or alone. */
  icon?: string;
  look?: 'primary' | 'secondary' | 'icon';
  className?: string;
  /** Whether it changes the project: `allowChanges` reaches it. */
  changes?: boolean;
}

const changing = 'changes-project';

/** Enables or disables the buttons in `root` that change the project. */
export function allowChanges(root: HTMLElement, isAllowed: boolean): void {
  for (const each of root.querySelectorAll<Button>(`.${changing}`)) each.disabled = !isAllowed;
}

/** A button. With the look `icon` the label is its tooltip and its name for screen readers. */
export function button(options: ButtonOptions): Button {
  const { label, onPress, icon: name, look = 'secondary', className, changes = false } = options;
  const made = document.createElement('vscode-button') as Button;
  made.setAttribute('aria-label', label);
  made.setAttribute('appearance', look);
  if (className !== undefined) made.className = className;
  if (changes) made.classList.add(changing);
  if (look === 'icon') {
    made.title = label;
    made.append(icon(name ?? 'circle'));
  } else {
    if (name !== undefined) {
      const start = icon(name);
      start.slot = 'start';
      made.append(start);
    }
    made.append(label);
  }
  made.addEventListener('click', onPress);
  return made;
}

/** A text box of several lines. Its label is for screen readers only; the placeholder is what one sees. */
export function textArea(label: string): TextArea {
  const made = document.createElement('vscode-text-area') as TextArea;
  // The toolkit names the box after its content, and overwrites any aria-label when it is connected.
  made.textContent = label;
  made.rows = 1;
  return made;
}
