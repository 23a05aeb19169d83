/** Runs an action that takes the focus away from the form, such as a quick pick. Resolves once the form has it again. */
export type FocusQueue = <T>(action: () => Promise<T>) => Promise<T>;

/**
 * Returns the focus to the form after each action, one action at a time: a list that opens before the focus has returned
 * from the previous list would lose the focus to the form and close.
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
