import { RESULT_EXTENSIONS } from '../../shared/catalog/mediaTypes.ts';

/** Types that a result can have besides those that {@link RESULT_EXTENSIONS} knows: documents, 3D models, archives. */
const OTHERS =
  '3ds 7z ac3 ass bin bz2 bvh csv dae dds docx exr fbx gif glb gltf gz hdr jp2 json jsonl jxl lrc md mid midi mp2 mpga ' +
  'mtl npy npz obj parquet pcm pdf ply pptx psd qoi rar raw rtf safetensors splat srt stl tar tga tgz toml tsv txt usd ' +
  'usda usdc usdz vtt wv xlsx xz yaml yml zip zst';

/**
 * Extensions that unrecognized content can have. Any other could be one that a system executes or a browser renders as a
 * page, of which no list is complete. SVG files can contain scripts.
 */
const PASSIVE: ReadonlySet<string> = new Set([
  ...RESULT_EXTENSIONS.filter(each => each !== 'svg'),
  ...OTHERS.split(' ')
]);

/** Returns a URL's extension with its dot, for unrecognized content; appends `.bin` unless it is known to be passive. */
export function addressExtension(address: string): string {
  const name = URL.canParse(address) ? new URL(address).pathname.slice(-20) : '';
  const extension = /\.([a-z0-9]{1,11})$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined || extension === 'bin') return '.bin';
  return PASSIVE.has(extension) ? `.${extension}` : `.${extension}.bin`;
}
