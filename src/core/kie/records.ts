import type { Output } from '../../shared/model.ts';
import type { ResultItem, TaskRecord } from './clientTypes.ts';

type Fields = Readonly<Record<string, unknown>>;

const STATES: readonly string[] = ['waiting', 'queuing', 'generating', 'success', 'fail'];
const EXTENSIONS: readonly (readonly [ResultItem['kind'], RegExp])[] = [
  ['image', /\.(png|jpe?g|webp|gif|bmp|tiff?|avif|svg)$/i],
  ['video', /\.(mp4|mov|webm|mkv|avi|m4v)$/i],
  ['audio', /\.(mp3|wav|m4a|aac|ogg|opus|flac)$/i]
];

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `data` of recordInfo as a TaskRecord; a state that nobody documents counts as running. */
export function readRecord(data: unknown, output: Output): TaskRecord {
  const d = isFields(data) ? data : {};
  const state = (typeof d['state'] === 'string' ? d['state'] : '').toLowerCase();
  const known = (STATES.includes(state) ? state : 'generating') as TaskRecord['state'];
  const failCode = text(d['failCode']);
  const failMsg = text(d['failMsg']);
  const progress = number(d['progress']);
  const credits = number(d['creditsConsumed']);
  return {
    taskId: text(d['taskId']) ?? '',
    state: known,
    results: known === 'success' ? readResults(d['resultJson'] ?? d['resultUrls'], output) : [],
    ...(failCode === undefined ? {} : { failCode }),
    ...(failMsg === undefined ? {} : { failMsg }),
    ...(progress === undefined ? {} : { progress: Math.min(1, Math.max(0, progress / 100)) }),
    ...(credits === undefined ? {} : { credits })
  };
}

function readResults(raw: unknown, output: Output): readonly ResultItem[] {
  const value = decode(raw);
  if (value === undefined || value === null || value === '') return [];
  const media = output === 'image' || output === 'video' || output === 'audio';
  const items = new Map<string, ResultItem>();
  const main = isFields(value) ? value['resultUrls'] : undefined;
  if (main !== undefined) collect(main, undefined, output, items);
  collect(value, undefined, output, items);
  const found = [...items.values()];
  if (found.length > 0 && (media || main !== undefined)) return found;
  const inner = isFields(value) ? (value['resultObject'] ?? value) : value;
  if (media || isEmpty(inner)) return found;
  const kind = output === 'text' ? 'text' : 'json';
  const content = typeof inner === 'string' ? inner : JSON.stringify(inner, null, 2);
  return [{ kind, text: content }, ...found];
}

const isEmpty = (value: unknown): boolean =>
  value === '' ||
  value === null ||
  (Array.isArray(value) ? value.length === 0 : isFields(value) && Object.values(value).every(isEmpty));

function decode(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  try {
    return JSON.parse(raw);
  } catch {
    return raw; // plain text is a result too
  }
}

/** Every address inside, in order, once; the name of its field becomes its role. */
function collect(value: unknown, name: string | undefined, output: Output, items: Map<string, ResultItem>): void {
  if (typeof value === 'string') {
    if (!/^https?:\/\/\S+$/i.test(value) || items.has(value)) return;
    const role =
      name === undefined || /^(resultUrls?|url|audio_?url|video_?url|image_?url)$/i.test(name)
        ? undefined
        : roleOf(name);
    items.set(value, { kind: kindOf(value, name, output), url: value, ...(role === undefined ? {} : { role }) });
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, name, output, items);
  } else if (isFields(value)) {
    for (const [key, item] of Object.entries(value)) collect(item, key, output, items);
  }
}

const roleOf = (name: string): string | undefined => {
  if (/watermark/i.test(name)) return 'watermarked';
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/_/g, '-')
    .toLowerCase()
    .replace(/-?urls?$/, '');
  return words === '' ? undefined : words;
};

function kindOf(address: string, name: string | undefined, output: Output): ResultItem['kind'] {
  const path = address.replace(/[?#].*$/, '');
  const byExtension = EXTENSIONS.find(([, pattern]) => pattern.test(path))?.[0];
  if (byExtension !== undefined) return byExtension;
  if (name !== undefined && /frame|image|mask|cover/i.test(name)) return 'image';
  return output;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

function number(value: unknown): number | undefined {
  const n = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof n === 'number' && Number.isFinite(n) ? n : undefined;
}
