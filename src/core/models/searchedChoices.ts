import type { ModelSummary } from '../../shared/form.ts';
import type { ModelEntry, Param } from '../../shared/model.ts';

/** Parameters whose values are part of a model's name for users: "Suno V6", "Veo 3 fast", "Topaz 4×". */
const SEARCHED =
  /^(?:model|version|mode|taskType|tier|quality|speed|rendering_speed|upscale_factor|(?:\w+_)?resolution)$/;

/** The values, and their labels, by which a model is found. */
export function searchedChoices({ params }: ModelEntry): NonNullable<ModelSummary['choices']> {
  return Object.fromEntries(
    Object.entries(params)
      .filter(([name]) => SEARCHED.test(name))
      .map(([name, param]) => [name, valuesOf(param)] as const)
      .filter(([, values]) => Object.keys(values).length > 0)
  );
}

function valuesOf({ enum: values = [], enumLabels }: Param): Readonly<Record<string, string>> {
  const texts = values.filter(value => typeof value === 'string');
  return Object.fromEntries(texts.map(value => [value, enumLabels?.[value] ?? value]));
}
