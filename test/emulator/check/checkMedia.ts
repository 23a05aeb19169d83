/** Media fields accept only URLs issued by the emulator, with content of the right kind, type and dimensions. */
import type { Param } from '../../../src/shared/model.ts';
import { plainMime } from '../work/probe.ts';
import type { FindFile, Problem, StoredFile } from '../types.ts';
import { isRecord } from './values.ts';

/** Seconds. Containers round to a frame, so a video of 10.02 s passes for 10. */
export const LENGTH_SLACK = 0.06;

/** Returns the media forms a parameter accepts: its own, or one of several (`oneOf`). */
export function mediaParts(param: Param): readonly Param[] {
  if (param.media) return isLink(param) ? [] : [param];
  const forms = [...(param.oneOf ?? []), ...(param.anyOf ?? [])].filter(form => form.media);
  const shared = {
    ...(param.alsoAccepts ? { alsoAccepts: param.alsoAccepts } : {}),
    ...(param.items ? { items: param.items } : {})
  };
  return forms.map(form => ({ ...shared, ...form }));
}

/** A link to a page of a certain site, such as a shared Sora video, is not a file: its `pattern` names the host. */
function isLink({ pattern }: Param): boolean {
  return pattern !== undefined && /^\^https\?:\/\/\w/.test(pattern);
}

export function checkMedia(
  params: Readonly<Record<string, Param>>,
  value: Readonly<Record<string, unknown>>,
  find: FindFile,
  path = 'input'
): Problem[] {
  return Object.entries(params).flatMap(([name, param]) => checkParam(param, value[name], find, `${path}.${name}`));
}

function checkParam(param: Param, value: unknown, find: FindFile, path: string): Problem[] {
  if (value === undefined || value === null || value === '') return [];
  const forms = mediaParts(param);
  if (Array.isArray(value)) {
    if (forms.length > 0 && value.every(item => typeof item === 'string')) return oneForm(forms, value, find, path);
    const { items } = param;
    return items ? value.flatMap((item, index) => checkParam(items, item, find, `${path}[${index}]`)) : [];
  }
  if (isRecord(value)) return param.properties ? checkMedia(param.properties, value, find, path) : [];
  return forms.length > 0 && typeof value === 'string' ? oneForm(forms, [value], find, path) : [];
}

/** Returns the problems of the best matching form: none when one form matches. */
function oneForm(forms: readonly Param[], addresses: readonly string[], find: FindFile, path: string): Problem[] {
  const results = forms.map(form => checkForm(form, addresses, find, path));
  return results.find(problems => problems.length === 0) ?? results[0] ?? [];
}

function checkForm(form: Param, addresses: readonly string[], find: FindFile, path: string): Problem[] {
  const wrong = (message: string): Problem => ({ path, message });
  const problems: Problem[] = [];
  if (addresses.length > 0 && addresses.length < (form.minItems ?? 0)) problems.push(wrong('Too few files'));
  if (addresses.length > (form.maxItems ?? Infinity)) problems.push(wrong('Too many files'));
  const files: StoredFile[] = [];
  for (const address of addresses) {
    if (form.alsoAccepts !== undefined && /^(asset|oss):\/\//.test(address)) continue;
    if (form.items?.pattern?.includes('oss') === true && address.startsWith('oss://')) continue;
    const file = find(address);
    if (!file)
      problems.push({ ...wrong(`Address was not given by the upload service, or is gone: ${address}`), address });
    else {
      files.push(file);
      problems.push(...checkFile(form, file).map(wrong));
    }
  }
  const { totalSizeMB, maxTotalDuration } = form.limits ?? {};
  const total = (pick: (file: StoredFile) => number): number => files.reduce((sum, file) => sum + pick(file), 0);
  if (typeof totalSizeMB === 'number' && total(file => file.size) > totalSizeMB * 1e6) {
    problems.push(wrong(`Files together are larger than ${totalSizeMB} MB`));
  }
  if (typeof maxTotalDuration === 'number' && total(file => file.seconds ?? 0) > maxTotalDuration + LENGTH_SLACK) {
    problems.push(wrong(`Files together are longer than ${maxTotalDuration} s`));
  }
  return problems;
}

function checkFile(form: Param, file: StoredFile): string[] {
  const wrong: string[] = [];
  const isAudioOnly = form.media === 'audio' && file.mime === 'video/mp4' && file.width === undefined;
  if (file.kind !== form.media && !isAudioOnly) return [`Is ${file.mime}, not ${form.media ?? 'media'}`];
  const accept = (form.accept ?? []).map(plainMime);
  if (accept.length > 0 && !accept.includes(file.mime) && !isAudioOnly) {
    wrong.push(`Type ${file.mime} is not taken, only ${accept.join(', ')}`);
  }
  if (form.maxSizeMB !== undefined && file.size > form.maxSizeMB * 1e6) wrong.push(`Larger than ${form.maxSizeMB} MB`);
  const limits = form.limits ?? {};
  const { refused, pngAlpha, maxBytes } = limits;
  if (Array.isArray(refused) && refused.some(type => plainMime(String(type)) === file.mime)) {
    wrong.push(`Type ${file.mime} is refused`);
  }
  if (pngAlpha === false && file.hasAlpha === true) wrong.push('Transparent PNG is not taken');
  if (typeof maxBytes === 'number' && file.size > maxBytes) wrong.push(`Larger than ${maxBytes} bytes`);
  const { minResolution } = limits;
  const least = typeof minResolution === 'string' ? Number.parseInt(minResolution, 10) : 0;
  if (Math.min(file.width ?? Infinity, file.height ?? Infinity) < least) wrong.push(`Smaller than ${least}p`);
  return [...wrong, ...checkMeasures(limits, file)];
}

/** Limits by name: `min` or `max`, the measured property, optionally `Exclusive` for an open bound. */
function checkMeasures(limits: Readonly<Record<string, unknown>>, file: StoredFile): string[] {
  const measures = measuresOf(file);
  const wrong: string[] = [];
  for (const [name, bound] of Object.entries(limits)) {
    const match = /^(min|max)([A-Za-z]+?)(Exclusive)?$/.exec(name);
    const values = measures[match?.[2] ?? ''];
    if (!match || !values || typeof bound !== 'number') continue;
    const open = match[3] !== undefined;
    for (const value of values) {
      const slack = open ? 0 : slackOf(match[1] ?? '', match[2] ?? '');
      const excess = match[1] === 'min' ? bound - value : value - bound;
      const bad = excess > slack || (open && excess === 0);
      if (bad) wrong.push(`${match[2] ?? ''} ${value} breaks ${name} ${bound}`);
    }
  }
  return wrong;
}

/** The data rate of a whole file is higher than that of its video stream. */
function slackOf(side: string, measure: string): number {
  if (measure.startsWith('Duration')) return LENGTH_SLACK;
  return measure === 'BitrateMbps' && side === 'max' ? 2 : 0;
}

function measuresOf(file: StoredFile): Readonly<Record<string, readonly number[]>> {
  const { width, height, seconds } = file;
  const length = seconds === undefined ? [] : [seconds];
  if (width === undefined || height === undefined) return { Duration: length, DurationSeconds: length };
  return {
    WidthPx: [width],
    HeightPx: [height],
    SidePx: [width, height],
    ShortSidePx: [Math.min(width, height)],
    LongSidePx: [Math.max(width, height)],
    Pixels: [width * height],
    Megapixels: [(width * height) / 1e6],
    Aspect: [width / height],
    Duration: length,
    DurationSeconds: length,
    BitrateMbps: length.map(time => (file.size * 8) / time / 1e6)
  };
}
