/** Runs an action that takes the focus away from the form, such as a quick pick. Resolves once the form has it again. */
export type FocusQueue = <T>(action: () => Promise<T>) => Promise<T>;

/**
 * Gives the focus back to the form after each action, one action at a time: a list that opened while the focus of the
 * list before it was still on its way back would lose the focus to the form, and close by itself.
 * @param focusForm resolves when the form has the focus
 */
export function createFocusQueue(focusForm: () => Thenable<unknown>): FocusQueue {
  let last: Promise<unknown> = Promise.resolve();
  return action => {
    const run = async (): ReturnType<typeof action> => {
      try {
        return await action();
      } finally {
        await focusForm();
      }
    };
    const result = last.then(run, run);
    last = result;
    return result;
  };
}
