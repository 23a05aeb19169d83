import type { Draft } from '../../shared/form.ts';

/** The parameters whose values differ among the inputs of a batch, in the order in which they first appear. */
export function variedParams(inputs: readonly Draft[]): readonly string[] {
  const [first] = inputs;
  if (first === undefined) return [];
  const names = [...new Set(inputs.flatMap(input => Object.keys(input)))];
  return names.filter(name => {
    const one = JSON.stringify(first[name]);
    return inputs.some(input => JSON.stringify(input[name]) !== one);
  });
}
