/**
 * The content security policy of every page of ours, tests included: nothing inline, nothing from elsewhere, scripts and
 * styles by `nonce` only. `source`: where pictures and clips of this computer come from (`Webview.cspSource`).
 */
export const pagePolicy = (nonce: string, source: string): string =>
  [
    `default-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `img-src ${source} data:`,
    `media-src ${source} data:`
  ].join('; ');
