/** Scrolls an element with the pointer until the button is released. */
export function dragToScroll(event: PointerEvent, view: HTMLElement | null): void {
  const isScrollable = view !== null && (view.scrollWidth > view.clientWidth || view.scrollHeight > view.clientHeight);
  if (event.button !== 0 || !isScrollable) return;
  const from = { x: event.clientX + view.scrollLeft, y: event.clientY + view.scrollTop };
  const onMove = (move: PointerEvent): void =>
    view.scrollTo({ left: from.x - move.clientX, top: from.y - move.clientY, behavior: 'instant' });
  const end = new AbortController();
  view.setPointerCapture(event.pointerId);
  view.classList.add('dragging');
  const stop = (): void => {
    view.classList.remove('dragging');
    end.abort();
  };
  view.addEventListener('pointermove', onMove, { signal: end.signal });
  for (const name of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    view.addEventListener(name, stop, { signal: end.signal });
  }
}
