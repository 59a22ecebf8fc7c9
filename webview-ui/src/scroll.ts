/** Pixels from the end within which the reader counts as being there. */
const nearEnd = 32;

/** Keeps a scroller at its end for as long as the reader is there, and leaves it alone otherwise. */
export interface EndKeeper {
  readonly atEnd: boolean;
  toEnd(): void;
  /** Scrolls so that `offset` px of `target` are above the upper edge, and stays there. */
  toElement(target: HTMLElement, offset: number): void;
}

/** `content` is what grows inside `scroller`. `onMove` hears of every change of place. */
export function keepAtEnd(
  scroller: HTMLElement,
  content: HTMLElement,
  onMove: (atEnd: boolean) => void,
): EndKeeper {
  let atEnd = true;
  let lastTop = 0;
  const toEnd = () => {
    atEnd = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    if (scrollHeight - clientHeight - scrollTop <= nearEnd) atEnd = true;
    // Only a move upwards leaves the end: text that arrived since the last frame has moved the end, not the reader.
    else if (scrollTop < lastTop) atEnd = false;
    lastTop = scrollTop;
    onMove(atEnd);
  };
  scroller.addEventListener('scroll', onScroll, { passive: true });
  const sizes = new ResizeObserver(() => {
    if (atEnd) toEnd();
  });
  sizes.observe(content);
  sizes.observe(scroller);
  return {
    get atEnd() {
      return atEnd;
    },
    toEnd,
    toElement(target, offset) {
      atEnd = false;
      const distance = target.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      scroller.scrollTop += distance + offset;
      onMove(false);
    },
  };
}
