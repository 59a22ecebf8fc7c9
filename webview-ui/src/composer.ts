import { t } from '@vscode/l10n';
import { longestMessage } from '../../src/protocol';
import { element, setHidden } from './dom';
import { sendsMessage } from './keys';
import { button, textArea } from './ui';

/** What the composer needs of the page. Each promise rejects with a sentence for the person. */
export interface ComposerDesk {
  say(text: string): Promise<void>;
  stop(): void;
  attach(): void;
  /** The text that is not with the editor yet, whenever it changes. */
  keep(draftText: string): void;
  /** Shows why a message was not sent. */
  fail(reason: unknown): void;
}

export interface Composer {
  readonly element: HTMLElement;
  /** Shows Stop, and that what is sent now waits its turn. */
  setBusy(busy: boolean): void;
  /** Lets nothing be typed or sent; what stands there stays. */
  setClosed(closed: boolean): void;
  setText(text: string): void;
  focus(): void;
}

/** The box one types into, with its buttons. */
export function composer(desk: ComposerDesk): Composer {
  const area = textArea(t('Message'));
  const attach = button({
    label: t('Add files'),
    icon: 'attach',
    look: 'icon',
    onPress: () => desk.attach(),
  });
  const stop = button({
    label: t('Stop'),
    icon: 'debug-stop',
    look: 'icon',
    className: 'stop',
    onPress: () => desk.stop(),
  });
  const send = button({
    label: t('Send'),
    icon: 'send',
    look: 'icon',
    className: 'send',
    onPress: () => submit(),
  });
  const hint = element('span', 'composer-hint', t('Shift+Enter for a new line'));
  const tools = element('div', 'composer-tools', attach, hint, stop, send);
  const root = element('div', 'composer', area, tools);
  /** Handed to the editor, and not acknowledged yet: back into the box if it refuses. */
  let underway: string[] = [];
  let isClosed = false;

  const changed = () => {
    desk.keep([...underway, area.value].filter((text) => text !== '').join('\n'));
    send.disabled = isClosed || area.value.trim() === '';
    root.classList.toggle('is-empty', area.value === '');
  };
  const submit = () => {
    const text = area.value.trim();
    if (text === '' || isClosed) return;
    if (text.length > longestMessage) {
      desk.fail(new Error(t('This message is too long. Keep it under {0} characters.', longestMessage)));
      return;
    }
    underway = [...underway, text];
    area.value = '';
    changed();
    void deliver(text);
    area.focus();
  };
  const deliver = async (text: string) => {
    try {
      await desk.say(text);
      underway = underway.toSpliced(underway.indexOf(text), 1);
    } catch (reason) {
      underway = underway.toSpliced(underway.indexOf(text), 1);
      area.value = area.value === '' ? text : `${text}\n${area.value}`;
      desk.fail(reason);
    }
    changed();
  };

  area.addEventListener('input', changed);
  area.addEventListener('keydown', (event) => {
    if (!sendsMessage(event)) return;
    event.preventDefault();
    submit();
  });
  // The whole box is the text box: a press beside the words means the words.
  root.addEventListener('mousedown', (event) => {
    if (event.target !== root && event.target !== tools && event.target !== hint) return;
    event.preventDefault();
    area.focus();
  });

  changed();
  return {
    element: root,
    setBusy(busy) {
      setHidden(stop, !busy);
      area.placeholder = busy ? t('Say the next thing; it waits its turn') : t('Say what you want to see');
    },
    setClosed(closed) {
      if (closed === isClosed) return;
      isClosed = closed;
      area.disabled = closed;
      attach.disabled = closed;
      changed();
    },
    setText(text) {
      area.value = text;
      changed();
    },
    focus: () => area.focus(),
  };
}
