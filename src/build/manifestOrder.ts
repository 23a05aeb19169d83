/** The order of the keys of package.json, as extensions commonly have it: identity, Marketplace, runtime, development. */
const KEY_ORDER = [
  'name',
  'displayName',
  'description',
  'version',
  'preview',
  'publisher',
  'license',
  'author',
  'private',
  'homepage',
  'repository',
  'bugs',
  'categories',
  'keywords',
  'galleryBanner',
  'pricing',
  'sponsor',
  'qna',
  'extensionKind',
  'engines',
  'type',
  'main',
  'icon',
  'l10n',
  'activationEvents',
  'capabilities',
  'contributes',
  'scripts',
  'dependencies',
  'devDependencies',
  'allowScripts'
];

/**
 * The manifest with its keys in the common order.
 * @throws Error for a key without a place in the order.
 */
export function inManifestOrder(manifest: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const unknown = Object.keys(manifest).filter(key => !KEY_ORDER.includes(key));
  if (unknown.length > 0) throw new Error(`Add to KEY_ORDER of manifestOrder.ts: ${unknown.join(', ')}`);
  return Object.fromEntries(KEY_ORDER.filter(key => key in manifest).map(key => [key, manifest[key]]));
}
