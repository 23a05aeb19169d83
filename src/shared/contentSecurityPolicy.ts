/**
 * The content security policy of all webviews and of the tests: nothing inline or remote, scripts and styles with the
 * `nonce` only. `source`: the origin of local images and videos (`Webview.cspSource`). A page that decodes sound also
 * reads those files, and plays the decoded sound.
 */
export const pagePolicy = (nonce: string, source: string, decodesSound = false): string =>
  [
    `default-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `img-src ${source} data:`,
    `media-src ${source} data:${decodesSound ? ' blob:' : ''}`,
    ...(decodesSound ? [`connect-src ${source}`] : [])
  ].join('; ');
