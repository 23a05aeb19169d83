import { touch } from '../model/touched.ts';
import type { Page } from '../state/page.ts';

const CONTROLS = 'kie-text, kie-number, kie-picker, select, input, vscode-button';

/** Focuses the first field with an issue. */
export function focusFirstProblem(): void {
  focusField(document.querySelector('.field[data-invalid]:not(:has(.field[data-invalid]))'));
}

/** Shows the issues of a field and focuses it; in a list or group, its first part with an issue. */
export function goToField(page: Page, path: string): void {
  page.store.update({ touched: touch(page.store.get().touched, path) });
  requestAnimationFrame(() => {
    const field = document.querySelector(`.field[data-path="${CSS.escape(path)}"]`);
    focusField(field?.querySelector('.field[data-invalid]:not(:has(.field[data-invalid]))') ?? field);
  });
}

function focusField(field: Element | null): void {
  if (field === null) return;
  for (const card of parents(field, '.card:has(> .card-body[hidden])'))
    card.querySelector<HTMLElement>('.fold')?.click();
  for (const details of parents(field, 'details')) (details as HTMLDetailsElement).open = true;
  // A card that opens is drawn before the next frame.
  requestAnimationFrame(() => {
    field.querySelector<HTMLElement>(CONTROLS)?.focus();
    field.scrollIntoView({ block: 'nearest' });
  });
}

/** The elements around this one that match. */
function parents(element: Element, selector: string): readonly Element[] {
  const found: Element[] = [];
  for (let at = element.parentElement?.closest(selector); at; at = at.parentElement?.closest(selector)) found.push(at);
  return found;
}
