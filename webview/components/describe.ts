/**
 * Ties a control inside a toolkit element's shadow root to texts outside of it. An id in aria-describedby does not
 * reach across; element references do. Ids that do not exist at the moment are left out.
 */
export function describe(control: Element | null | undefined, ids: readonly string[]): void {
  if (control === null || control === undefined) return;
  const elements = ids.map(id => document.getElementById(id)).filter(element => element !== null);
  control.ariaDescribedByElements = elements;
}
