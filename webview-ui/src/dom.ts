/** Something shown: an element, and the way to make it show another value. */
export interface View<T> {
  readonly element: HTMLElement;
  update(value: T): void;
}

/** An element with its class and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** A product icon of the editor, invisible to screen readers: its neighbour has the words. */
export function icon(name: string): HTMLElement {
  const made = element('span', `codicon codicon-${name}`);
  made.setAttribute('aria-hidden', 'true');
  return made;
}

/** Writes `text` only where it differs. Changes the text node in place: a log announces added nodes, not changed text. */
export function setText(target: HTMLElement, text: string): void {
  const [node] = target.childNodes;
  if (node instanceof Text && target.childNodes.length === 1) {
    if (node.data !== text) node.data = text;
  } else target.textContent = text;
}

/** Hides or shows. Touches nothing that is so already: the browser would style the page anew for it. */
export function setHidden(target: HTMLElement, hidden: boolean): void {
  if (target.hidden !== hidden) target.hidden = hidden;
}
