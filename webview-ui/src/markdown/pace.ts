/** Of the time between two renderings, at most one part in this many is spent rendering. */
const share = 8;

/**
 * Runs `render` in an animation frame after each request, many requests together, and less often the longer it
 * takes: a stream of tokens must not keep the page from scrolling.
 */
export function paced(render: () => void): () => void {
  let scheduled = false;
  let restUntil = 0;
  const frame = (now: number) => {
    if (now < restUntil) return void requestAnimationFrame(frame);
    scheduled = false;
    const start = performance.now();
    render();
    const end = performance.now();
    restUntil = end + (end - start) * (share - 1);
  };
  return () => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(frame);
  };
}
