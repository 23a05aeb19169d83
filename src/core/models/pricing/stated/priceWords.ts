import type { PriceWords, StatedUnit } from './priceText.ts';

const TIERS: readonly string[] = [
  ...['turbo', 'balanced', 'quality', 'standard', 'pro', 'lite', 'fast', 'max', 'ultra'],
  ...['low', 'medium', 'high', 'master', 'flash', 'prime']
];
const TIER = new RegExp(String.raw`\b(${TIERS.join('|')})\b`, 'g');

/** The conditions that a piece of a tidied text names. */
export function wordsIn(piece: string): PriceWords {
  const resolution = alternatives(piece, /\b\d{1,4}(?:\.\d)?[pk](?:\+\d{1,4}(?:\.\d)?[pk])*\b/);
  const factor = alternatives(piece, /\b\d{1,2}x(?:\+\d{1,2}x)*\b/);
  const seconds = /\b(\d{1,4})s\b/.exec(piece)?.[1];
  const audio = flag(piece, /\bwith (?:native )?audio\b/, /\b(?:no|without)[ -](?:native )?audio\b/);
  const video = flag(piece, /\bwith video\b/, /\b(?:no|without) video\b/);
  const tiers = [...new Set([...piece.matchAll(TIER)].map(([word]) => word))];
  return {
    ...(resolution === undefined ? {} : { resolution }),
    ...(factor === undefined ? {} : { factor }),
    ...(seconds === undefined ? {} : { seconds: [seconds] }),
    ...(audio === undefined ? {} : { audio }),
    ...(video === undefined ? {} : { video }),
    ...(tiers.length === 0 ? {} : { tiers })
  };
}

const alternatives = (piece: string, pattern: RegExp): readonly string[] | undefined =>
  pattern.exec(piece)?.[0].split('+');

function flag(piece: string, yes: RegExp, no: RegExp): boolean | undefined {
  if (no.test(piece)) return false;
  return yes.test(piece) ? true : undefined;
}

const UNIT = /\bper-(second|tokens|1000-chars|megapixel|image|video|request)\b/g;

/** The units that a piece of a tidied text names, each once. */
export function unitsIn(piece: string): readonly StatedUnit[] {
  const units = [...piece.matchAll(UNIT)].map(([, unit]) =>
    unit === 'tokens'
      ? /\boutput\b/.test(piece)
        ? 'million-audio-output-tokens'
        : 'million-input-tokens'
      : (unit as StatedUnit)
  );
  return [...new Set(units)];
}
