import { touch } from '../model/touched.ts';
import { openBatchFields } from '../state/batchFields.ts';
import type { Page } from '../state/page.ts';
import { openPanel } from '../state/panelActions.ts';

const CONTROLS = 'kie-text, kie-number, kie-picker, select, input, button, vscode-button';

/** What to focus first: a file with a problem, the way to fix or to add files, the chosen one of several options. */
const PREFERRED = '.media-item[data-invalid] .media-open, .remedies vscode-button, .address, input:checked';

/** Focuses the first field with an issue; without one, the first control of the batch that needs input. */
export function focusFirstProblem(page: Page): void {
  const field = document.querySelector('.field[data-invalid]:not(:has(.field[data-invalid]))');
  const [batchField] = openBatchFields(page.store.get());
  if (field !== null) focusField(field);
  else if (batchField !== undefined) goToBatch(page, batchField.id);
}

/** Shows the issues of a field and focuses it; in a list or group, its first part with an issue. */
export function goToField(page: Page, path: string): void {
  page.store.update({ touched: touch(page.store.get().touched, path) });
  requestAnimationFrame(() => {
    const field = document.querySelector(`.field[data-path="${CSS.escape(path)}"]`);
    focusField(field?.querySelector('.field[data-invalid]:not(:has(.field[data-invalid]))') ?? field);
  });
}

/** Opens the Batch panel and focuses a control of it. */
export function goToBatch(page: Page, id: string): void {
  if (page.store.get().panel !== 'batch') openPanel(page, 'batch');
  page.store.update({ lastFocused: id });
  requestAnimationFrame(() => {
    const place = document.getElementById(id);
    (place?.matches(CONTROLS) === true ? place : place?.querySelector<HTMLElement>(CONTROLS))?.focus();
  });
}

function focusField(field: Element | null): void {
  if (field === null) return;
  for (const card of parents(field, '.card:has(> .card-body[hidden])'))
    card.querySelector<HTMLElement>('.fold')?.click();
  for (const details of parents(field, 'details')) (details as HTMLDetailsElement).open = true;
  // A card that opens is drawn before the next frame.
  requestAnimationFrame(() => {
    controlOf(field)?.focus();
    field.scrollIntoView({ block: 'nearest' });
  });
}

/** The control where the user can fix the field: never the button that resets it, nor a disabled one. */
function controlOf(field: Element): HTMLElement | undefined {
  const usable = (selector: string): HTMLElement | undefined =>
    [...field.querySelectorAll<HTMLElement>(selector)].find(
      control => control.matches(':not([disabled], .field-head > vscode-button)') && control.checkVisibility()
    );
  return usable(PREFERRED) ?? usable(CONTROLS);
}

/** The elements around this one that match. */
function parents(element: Element, selector: string): readonly Element[] {
  const found: Element[] = [];
  for (let at = element.parentElement?.closest(selector); at; at = at.parentElement?.closest(selector)) found.push(at);
  return found;
}
