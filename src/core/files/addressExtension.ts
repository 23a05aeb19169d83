/** Extensions that a system runs or a browser renders as a page; content of an unknown kind never gets one of them. */
const ACTIVE = new Set(
  (
    'ade app appimage apk bash bat chm cmd code-workspace com command cpl csh dll dmg exe fish gadget hta htm html ' +
    'inf ins ipynb iso jar job js jse jsx lnk mht mhtml mjs cjs msc msi msp mst pif php pl ps1 psm1 py pyc pyw rb reg ' +
    'scf scr sct sh shb shtml svg svgz sys tcl terminal ts tsx url vb vbe vbs vbscript vsix workflow ws wsc wsf wsh ' +
    'xht xhtml xml xsl xslt zsh'
  ).split(' ')
);

/** The extension of an address with its dot, for content of an unknown kind; `.bin` behind one that would be run. */
export function addressExtension(address: string): string {
  const name = URL.canParse(address) ? new URL(address).pathname.slice(-20) : '';
  const extension = /\.([a-z0-9]{1,11})$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined || extension === 'bin') return '.bin';
  return ACTIVE.has(extension) ? `.${extension}.bin` : `.${extension}`;
}
