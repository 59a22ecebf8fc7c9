/** Milliseconds from one rendering to the next, at least: text that runs on faster is not read faster. */
const interval = 60;
/** Of the time, at most one part in this many is spent rendering. */
const share = 8;

/**
 * Runs `render` in an animation frame after each request, many requests together, and less often the longer it
 * takes: a stream of tokens must not keep the page from scrolling.
 */
export function paced(render: () => void): () => void {
  let scheduled = false;
  let restUntil = 0;
  const frame = () => {
    scheduled = false;
    const start = performance.now();
    render();
    const end = performance.now();
    restUntil = Math.max(start + interval, end + (end - start) * (share - 1));
  };
  return () => {
    if (scheduled) return;
    scheduled = true;
    setTimeout(() => requestAnimationFrame(frame), Math.max(0, restUntil - performance.now()));
  };
}
