/** Focuses the first field with an issue. */
export function focusFirstProblem(): void {
  const field = document.querySelector('.field[data-invalid]:not(:has(.field[data-invalid]))');
  field?.querySelector<HTMLElement>('kie-text, kie-number, kie-picker, select, input, vscode-button')?.focus();
  field?.scrollIntoView({ block: 'nearest' });
}
