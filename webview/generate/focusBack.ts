/** The time in which VS Code gives the focus back by itself, in milliseconds. */
const PATIENCE_MS = 200;

/** Requests during which VS Code has the focus. */
let open = 0;
let isBack = true;
addEventListener('focus', () => (isBack = true));

/**
 * Takes the focus when an answer is here and VS Code gave the focus only to the frame around the page, as it does when
 * its notice of the earlier blur comes late. Without it the next key would go nowhere. A page that had the focus since
 * the request does not take it again: the user went on to something else.
 */
export async function withFocusBack<T>(answer: Promise<T>): Promise<T> {
  open += 1;
  isBack = false;
  try {
    return await answer;
  } finally {
    open -= 1;
    setTimeout(() => {
      if (open === 0 && !isBack && !document.hasFocus()) window.focus();
    }, PATIENCE_MS);
  }
}
