import * as l10n from '@vscode/l10n';
import { comparedTexts } from '../../../shared/format/decimalText.ts';
import type { MediaFacts } from '../../../shared/form.ts';
import type { Param } from '../../../shared/model.ts';

type Limits = NonNullable<Param['limits']>;

/** Limits that a file exceeds, one sentence each. Unknown facts are not checked. */
export const limitProblems = (limits: Limits, known: MediaFacts, label: string): readonly string[] =>
  Object.entries({ ...sides(limits), ...limits }).flatMap(([name, limit]) =>
    typeof limit === 'number' ? checkLimit(name, limit, known, label) : []
  );

/** "360p" is the shorter side. Exceeding the maximum is not an issue where the page documents what happens. */
function sides(limits: Limits): Limits {
  const side = (name: string): number => Number(/^(\d+)p$/i.exec(String(limits[name]))?.[1] ?? NaN);
  const [minSide, maxSide] = [side('minResolution'), side('maxResolution')];
  return {
    ...(Number.isNaN(minSide) ? {} : { minShortSidePx: minSide }),
    ...(Number.isNaN(maxSide) || limits['aboveMaxResolution'] !== undefined ? {} : { maxShortSidePx: maxSide })
  };
}

interface Measure {
  readonly of: (facts: MediaFacts) => number | undefined;
  /** An upper bound when `of` is unknown: enough to detect values below a minimum. */
  readonly bound?: (facts: MediaFacts) => number | undefined;
  readonly name: () => string;
  readonly unit: () => string;
  /** The tolerance above a maximum, for measures that are imprecise. */
  readonly slackAbove?: number;
}

const px = (): string => l10n.t('pixels');
const seconds = (): string => l10n.t('seconds');
const ofBothSides = (facts: MediaFacts, f: (w: number, h: number) => number): number | undefined =>
  facts.width === undefined || facts.height === undefined ? undefined : f(facts.width, facts.height);

const DURATION: Measure = {
  of: f => f.seconds,
  bound: f => f.secondsAtMost,
  name: () => l10n.t('length'),
  unit: seconds
};

/** By limit name without min, max and Exclusive. Other limits cannot be checked locally. */
const MEASURES: Readonly<Record<string, Measure>> = {
  WidthPx: { of: f => f.width, name: () => l10n.t('width'), unit: px },
  HeightPx: { of: f => f.height, name: () => l10n.t('height'), unit: px },
  ShortSidePx: { of: f => ofBothSides(f, Math.min), name: () => l10n.t('shorter side'), unit: px },
  LongSidePx: { of: f => ofBothSides(f, Math.max), name: () => l10n.t('longer side'), unit: px },
  Pixels: { of: f => ofBothSides(f, (w, h) => w * h), name: () => l10n.t('total size'), unit: px },
  Megapixels: {
    of: f => ofBothSides(f, (w, h) => (w * h) / 1e6),
    name: () => l10n.t('size'),
    unit: () => l10n.t('megapixels')
  },
  Aspect: {
    of: f => ofBothSides(f, (w, h) => w / h),
    name: () => l10n.t('aspect ratio (width / height)'),
    unit: () => ''
  },
  Duration: DURATION,
  DurationSeconds: DURATION,
  Fps: { of: f => f.fps, name: () => l10n.t('frame rate'), unit: () => l10n.t('frames per second') },
  BitrateMbps: {
    of: f => (f.bytes === undefined || f.seconds === undefined ? undefined : (f.bytes * 8) / 1e6 / f.seconds),
    name: () => l10n.t('bit rate'),
    unit: () => l10n.t('Mbit/s'),
    // Measured over the whole file, including audio and container.
    slackAbove: 2
  },
  Bytes: { of: f => f.bytes, name: () => l10n.t('size'), unit: () => l10n.t('bytes') }
};

function checkLimit(name: string, limit: number, facts: MediaFacts, label: string): string[] {
  const parsed = /^(min|max)([A-Z]\w*?)(Exclusive)?$/.exec(name);
  const side = parsed?.[1];
  const what = parsed?.[2] ?? '';
  const exclusive = parsed?.[3] !== undefined;
  // "Side" applies to both sides: the shorter one for minimums, the longer one for maximums.
  const measure = MEASURES[what === 'SidePx' ? (side === 'min' ? 'ShortSidePx' : 'LongSidePx') : what];
  const exact = measure?.of(facts) ?? (side === 'min' ? measure?.bound?.(facts) : undefined);
  if (!measure || exact === undefined) return [];
  // Lengths and rates from containers are slightly imprecise.
  const value = /Duration|Fps/.test(what) ? Math.round(exact * 100) / 100 : exact;
  const slack = /Duration|Fps/.test(what) ? 0.05 : 0;
  const [limitText, valueText] = comparedTexts(limit, value);
  const values = [label, measure.name(), limitText, measure.unit(), valueText] as const;
  if (side === 'min' && (exclusive ? value <= limit : value < limit - slack)) {
    return [
      exclusive
        ? l10n.t('{0}: {1} must be greater than {2} {3} (now {4}).', ...values)
        : l10n.t('{0}: {1} must be at least {2} {3} (now {4}).', ...values)
    ].map(tidy);
  }
  if (side === 'max' && (exclusive ? value >= limit : value > limit + slack + (measure.slackAbove ?? 0))) {
    return [
      exclusive
        ? l10n.t('{0}: {1} must be less than {2} {3} (now {4}).', ...values)
        : l10n.t('{0}: {1} can be at most {2} {3} (now {4}).', ...values)
    ].map(tidy);
  }
  return [];
}

/** Removes the gap that an empty unit leaves. */
const tidy = (sentence: string): string => sentence.replace('  (', ' (');
