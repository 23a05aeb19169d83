/**
 * Connects a control in a toolkit element's shadow root to descriptions outside it. An id in aria-describedby does not
 * work across shadow roots; element references do. Ids without an element are ignored.
 */
export function describe(control: Element | null | undefined, ids: readonly string[]): void {
  if (control === null || control === undefined) return;
  const elements = ids.map(id => document.getElementById(id)).filter(element => element !== null);
  control.ariaDescribedByElements = elements;
}
