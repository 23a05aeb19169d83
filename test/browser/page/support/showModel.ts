/** Runs in the page: shows an untouched form and opens all its sections. */
export async function showModel(state: { readonly model: unknown; readonly evaluation: unknown }): Promise<void> {
  const nextFrame = (): Promise<unknown> => new Promise(resolve => requestAnimationFrame(resolve));
  const { picker } = window.kie;
  const rest = { models: [], draft: {}, edition: performance.now(), typed: 0, media: {}, tasks: [], presets: [] };
  const account = { hasKey: true, credits: 10 };
  window.kie.push({ type: 'snapshot', snapshot: { ...rest, ...state, account, picker } });
  await nextFrame();
  for (const details of document.querySelectorAll('details')) details.open = true;
  await nextFrame();
}
