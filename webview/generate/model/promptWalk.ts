/** A walk through earlier prompts, newest first, that began in an empty prompt. */
export interface PromptWalk {
  readonly prompts: readonly string[];
  /** The prompt that shows; -1 for the empty prompt that the walk began with. */
  readonly at: number;
}

/** Returns the walk after a step to an older (1) or newer (-1) prompt; undefined when there is none. */
export function stepIn(walk: PromptWalk, step: 1 | -1): PromptWalk | undefined {
  const at = walk.at + step;
  return at < -1 || at >= walk.prompts.length ? undefined : { ...walk, at };
}

/** The text that the walk shows. */
export const textOf = ({ prompts, at }: PromptWalk): string => prompts[at] ?? '';
