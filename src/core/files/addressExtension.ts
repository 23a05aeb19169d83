/** Extensions that a system executes or a browser renders as a page. Unrecognized content never gets one of them. */
const ACTIVE = new Set(
  (
    'ade app appimage apk bash bat chm cmd code-workspace com command cpl csh dll dmg exe fish gadget hta htm html ' +
    'inf ins ipynb iso jar job js jse jsx lnk mht mhtml mjs cjs msc msi msp mst pif php pl ps1 psm1 py pyc pyw rb reg ' +
    'scf scr sct sh shb shtml svg svgz sys tcl terminal ts tsx url vb vbe vbs vbscript vsix workflow ws wsc wsf wsh ' +
    'xht xhtml xml xsl xslt zsh'
  ).split(' ')
);

/** Returns a URL's extension with its dot, for unrecognized content; appends `.bin` to one that would be executed. */
export function addressExtension(address: string): string {
  const name = URL.canParse(address) ? new URL(address).pathname.slice(-20) : '';
  const extension = /\.([a-z0-9]{1,11})$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined || extension === 'bin') return '.bin';
  return ACTIVE.has(extension) ? `.${extension}.bin` : `.${extension}`;
}
