let watched: Element | undefined;

/** As high as the bar at the bottom is just then, what gets the focus or is scrolled to stays clear of it. */
const watch = new ResizeObserver(([entry]) => {
  if (entry === undefined) return;
  const stays = getComputedStyle(entry.target).position === 'sticky';
  const height = stays ? entry.target.getBoundingClientRect().height : 0;
  document.documentElement.style.scrollPaddingBottom = `${height}px`;
});

export function stayClearOf(bar: Element | null): void {
  if (bar === null || bar === watched) return;
  watch.disconnect();
  watch.observe(bar);
  watched = bar;
}
