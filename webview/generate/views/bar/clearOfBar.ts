let watched: Element | undefined;

/** Keeps focused and scrolled-to elements above the sticky bar, by its current height. */
const watch = new ResizeObserver(([entry]) => {
  if (entry === undefined) return;
  const isSticky = getComputedStyle(entry.target).position === 'sticky';
  const height = isSticky ? entry.target.getBoundingClientRect().height : 0;
  document.documentElement.style.scrollPaddingBottom = `${height}px`;
});

/** Scrolling leaves room for this bar from now on. */
export function stayClearOf(bar: Element | null): void {
  if (bar === null || bar === watched) return;
  watch.disconnect();
  watch.observe(bar);
  watched = bar;
}
