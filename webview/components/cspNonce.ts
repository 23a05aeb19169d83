/**
 * Must be imported before the toolkit. Its library tests `:focus-visible` with a style element when it loads; under our
 * content security policy that element needs the nonce, which the library reads from this meta element. Without it,
 * mouse clicks would show focus outlines.
 */
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
if (nonce !== undefined && nonce !== '' && document.querySelector('meta[property=csp-nonce]') === null) {
  const meta = document.createElement('meta');
  meta.setAttribute('property', 'csp-nonce');
  meta.content = nonce;
  document.head.append(meta);
}
