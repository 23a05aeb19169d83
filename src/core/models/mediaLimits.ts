import * as l10n from '@vscode/l10n';
import type { Issue, MediaFacts } from '../../shared/form.ts';
import { plainType } from '../../shared/mediaTypes.ts';
import type { MediaKind, Param } from '../../shared/model.ts';
import { codePoints } from './paths.ts';

/** What is known of a media value; undefined when nothing is. */
export type Facts = (value: string) => MediaFacts | undefined;

const MB = 1_000_000;

/** Checks one media value: its address, and of the file what is known. One issue, the first that counts. */
export function checkMedia(param: Param, value: string, path: string, label: string, facts: Facts): Issue[] {
  const issue = (message: string): Issue[] => [{ path, message }];
  if (!isMediaAddress(param, value)) {
    if (isAddressItself(param)) {
      return issue(l10n.t('{0} is not of the documented form: {1}', label, param.note ?? param.pattern ?? ''));
    }
    return issue(l10n.t('{0} must be a file of the workspace or a web address (https://…).', label));
  }
  if (isAddressItself(param) && codePoints(value) > (param.maxLength ?? Infinity)) {
    const message = l10n.t(
      '{0} may have at most {1} characters; it has {2}.',
      label,
      param.maxLength ?? 0,
      codePoints(value)
    );
    return issue(message);
  }
  const known = facts(value);
  if (!known) return [];
  if (known.problem !== undefined) return issue(l10n.t('{0} cannot be read: {1}', label, known.problem));
  if (known.kind !== undefined && param.media !== undefined && known.kind !== param.media) {
    return issue(l10n.t('{0} must be {1}; this is {2}.', label, kindName(param.media), kindName(known.kind)));
  }
  const refused = (param.limits?.['refused'] as readonly string[] | undefined) ?? [];
  const mime = known.mime === undefined ? undefined : plainType(known.mime);
  const accepted = param.accept?.map(plainType);
  if (mime !== undefined && ((accepted && !accepted.includes(mime)) || refused.map(plainType).includes(mime))) {
    const formats = accepted
      ? [...new Set(accepted)].map(type => type.replace(/^\w+\/(x-)?/, '').toUpperCase()).join(', ')
      : '';
    return issue(l10n.t('{0} must be one of {1}; this file is {2}.', label, formats, mime));
  }
  const open = param.limits?.['sizeExclusive'] === true;
  const bytes = known.bytes ?? 0;
  if (param.maxSizeMB !== undefined && (bytes > param.maxSizeMB * MB || (open && bytes === param.maxSizeMB * MB))) {
    return issue(
      l10n.t('{0} may have at most {1} MB; this file has {2} MB.', label, param.maxSizeMB, round(bytes / MB))
    );
  }
  const messages = Object.entries(param.limits ?? {}).flatMap(([name, limit]) =>
    typeof limit === 'number' ? checkLimit(name, limit, known, label) : []
  );
  return messages.slice(0, 1).map(message => ({ path, message }));
}

/** A file Uri, a web address, or a form that the parameter names besides (`asset://{assetId}`). */
export function isMediaAddress(param: Param, value: string): boolean {
  const other = typeof param.alsoAccepts === 'string' ? /^([a-z]+:\/\/)\{/.exec(param.alsoAccepts)?.[1] : undefined;
  if (other !== undefined && value.length > other.length && value.startsWith(other)) return true;
  if (isAddressItself(param) || /^(?!file:|https?:)[a-z]+:\/\/\S/i.test(value))
    return fits(param, value) && URL.canParse(value);
  return /^file:\/\/\S/i.test(value) || (/^https?:\/\/\S+$/i.test(value) && URL.canParse(value));
}

/** The address itself is meant (a page of a certain site), for no address of the upload service has the documented form. */
export const isAddressItself = (param: Param): boolean => param.pattern !== undefined && !fits(param, UPLOADED);

const UPLOADED = 'https://files.example/picture.png';
const fits = (param: Param, value: string): boolean =>
  param.pattern !== undefined && new RegExp(param.pattern, 'u').test(value);

interface Measure {
  readonly of: (facts: MediaFacts) => number | undefined;
  readonly name: () => string;
  readonly unit: () => string;
}

const px = (): string => l10n.t('pixels');
const seconds = (): string => l10n.t('seconds');
const both = (facts: MediaFacts, f: (w: number, h: number) => number): number | undefined =>
  facts.width === undefined || facts.height === undefined ? undefined : f(facts.width, facts.height);

/** By the name of the limit without min, max and Exclusive. What is not here cannot be known locally. */
const MEASURES: Readonly<Record<string, Measure>> = {
  WidthPx: { of: f => f.width, name: () => l10n.t('width'), unit: px },
  HeightPx: { of: f => f.height, name: () => l10n.t('height'), unit: px },
  ShortSidePx: { of: f => both(f, Math.min), name: () => l10n.t('shorter side'), unit: px },
  LongSidePx: { of: f => both(f, Math.max), name: () => l10n.t('longer side'), unit: px },
  Pixels: { of: f => both(f, (w, h) => w * h), name: () => l10n.t('number of pixels'), unit: px },
  Megapixels: {
    of: f => both(f, (w, h) => (w * h) / 1e6),
    name: () => l10n.t('size'),
    unit: () => l10n.t('megapixels')
  },
  Aspect: { of: f => both(f, (w, h) => w / h), name: () => l10n.t('width divided by height'), unit: () => '' },
  Duration: { of: f => f.seconds, name: () => l10n.t('length'), unit: seconds },
  DurationSeconds: { of: f => f.seconds, name: () => l10n.t('length'), unit: seconds },
  Fps: { of: f => f.fps, name: () => l10n.t('frame rate'), unit: () => l10n.t('frames a second') },
  Bytes: { of: f => f.bytes, name: () => l10n.t('size'), unit: () => l10n.t('bytes') }
};

function checkLimit(name: string, limit: number, facts: MediaFacts, label: string): string[] {
  const parsed = /^(min|max)([A-Z]\w*?)(Exclusive)?$/.exec(name);
  const side = parsed?.[1];
  const what = parsed?.[2] ?? '';
  const exclusive = parsed?.[3] !== undefined;
  // "Side" means both sides: the shorter one counts below, the longer one above.
  const measure = MEASURES[what === 'SidePx' ? (side === 'min' ? 'ShortSidePx' : 'LongSidePx') : what];
  const exact = measure?.of(facts);
  if (!measure || exact === undefined) return [];
  // Containers give lengths and rates with a little noise.
  const value = /Duration|Fps/.test(what) ? Math.round(exact * 100) / 100 : exact;
  const slack = /Duration|Fps/.test(what) ? 0.05 : 0;
  const values = [label, measure.name(), limit, measure.unit(), round(value)] as const;
  if (side === 'min' && (exclusive ? value <= limit : value < limit - slack)) {
    return [
      exclusive
        ? l10n.t('{0}: the {1} must be above {2} {3}; it is {4}.', ...values)
        : l10n.t('{0}: the {1} must be at least {2} {3}; it is {4}.', ...values)
    ].map(tidy);
  }
  if (side === 'max' && (exclusive ? value >= limit : value > limit + slack)) {
    return [
      exclusive
        ? l10n.t('{0}: the {1} must be below {2} {3}; it is {4}.', ...values)
        : l10n.t('{0}: the {1} may be at most {2} {3}; it is {4}.', ...values)
    ].map(tidy);
  }
  return [];
}

/** Limits on all files of a list together. */
export function checkMediaTotal(
  param: Param,
  list: readonly unknown[],
  path: string,
  label: string,
  facts: Facts
): Issue[] {
  const known = list.flatMap(value => (typeof value === 'string' ? [facts(value)] : []));
  const sum = (of: (facts: MediaFacts) => number | undefined): number =>
    known.reduce((total, item) => total + ((item && of(item)) ?? 0), 0);
  const size = param.limits?.['totalSizeMB'];
  if (typeof size === 'number' && sum(f => f.bytes) > size * MB) {
    const message = l10n.t(
      '{0} may have at most {1} MB together; they have {2} MB.',
      label,
      size,
      round(sum(f => f.bytes) / MB)
    );
    return [{ path, message }];
  }
  const length = param.limits?.['maxTotalDuration'];
  if (typeof length === 'number' && sum(f => f.seconds) > length + 0.05) {
    const message = l10n.t(
      '{0} may last at most {1} seconds together; they last {2}.',
      label,
      length,
      round(sum(f => f.seconds))
    );
    return [{ path, message }];
  }
  return [];
}

function kindName(kind: MediaKind): string {
  switch (kind) {
    case 'image':
      return l10n.t('an image');
    case 'video':
      return l10n.t('a video');
    case 'audio':
      return l10n.t('a sound file');
  }
}

const tidy = (sentence: string): string => sentence.replace(' ;', ';');
const round = (value: number): number => Math.round(value * 100) / 100;
