/**
 * Imported before the toolkit. When its library loads it tries a style element to learn whether `:focus-visible`
 * exists; under our policy that element needs the nonce, which it looks for in this meta element. Without it, a mouse
 * click would draw focus outlines.
 */
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
if (nonce !== undefined && nonce !== '' && document.querySelector('meta[property=csp-nonce]') === null) {
  const meta = document.createElement('meta');
  meta.setAttribute('property', 'csp-nonce');
  meta.content = nonce;
  document.head.append(meta);
}
