import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPriceText } from '../../../../../../src/core/models/pricing/stated/readPriceText.ts';

const READ_AT = Date.parse('2026-10-01T00:00:00Z');
/** A text as short lines: credits, unit and conditions of each price. */
function lines(text: string): readonly string[] | undefined {
  return readPriceText(text, READ_AT)?.prices.map(({ credits, unit = '', words, about }) => {
    const conditions = Object.entries(words).map(([key, value]) => `${key}=${String(value)}`);
    return [about === true ? `~${credits}` : credits, unit, ...conditions].join(' ');
  });
}
const TOP_UPS = '\nHigh-tier top-ups (+10% bonus) bring effective pricing down to ~$0.72 for 5s and ~1 credit.';

describe('readPriceText: prices with their unit and conditions', () => {
  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    ['one price', `Imagen costs 8 credits per image ($0.04).${TOP_UPS}`, ['8 image']],
    [
      'conditions before the figure',
      `A 5-second video costs 160 credits ($0.80), and a 10-second video costs 320 credits ($1.60).${TOP_UPS}`,
      ['160  seconds=5', '320  seconds=10']
    ],
    [
      'conditions after the figure',
      '12 credits per second for 720p (~$0.06) and 20 credits per second for 1080p (~$0.10).',
      ['12 second resolution=720p', '20 second resolution=1080p']
    ],
    [
      'one unit for all figures',
      'It costs 3.5 credits ($0.0175) for Turbo, 7 credits ($0.035) for Balanced, or 10 credits for Quality per image.',
      ['3.5 image tiers=turbo', '7 image tiers=balanced', '10 image tiers=quality']
    ],
    [
      'conditions in parentheses beside the dollars',
      '480P: 11.5 credits/s ($0.0575/s, with video) | 19 credits/s ($0.095/s, no video)\n4K:  128 credits/s ($0.64/s, no video)',
      [
        '11.5 second resolution=480p video=true',
        '19 second resolution=480p video=false',
        '128 second resolution=4k video=false'
      ]
    ],
    [
      'a heading for several lines',
      'Without video input:\n - 720P/1080P: 4s 63 credits ($0.315), 6s 84 credits ($0.42)\n\nWith video input:\n - 4K: 252 credits per generation',
      [
        '63  video=false resolution=720p,1080p seconds=4',
        '84  video=false resolution=720p,1080p seconds=6',
        '252 request video=true resolution=4k'
      ]
    ],
    [
      'lists of figures and lengths',
      '70 / 140 credits (~$0.35 / $0.70) for 5 / 10 s at 720 p and 104.5 / 209.5 credits for 5 / 10 s at 1080 p — flat.',
      [
        '70 video resolution=720p seconds=5',
        '140 video resolution=720p seconds=10',
        '104.5 video resolution=1080p seconds=5',
        '209.5 video resolution=1080p seconds=10'
      ]
    ],
    [
      'one figure for two conditions',
      '5s at 720p costs 12 credits per video (≈ $0.06), while 10s at 720p or 5s at 1080p cost 30 credits per video.',
      [
        '12 video resolution=720p seconds=5',
        '30 video resolution=720p seconds=10',
        '30 video resolution=1080p seconds=5'
      ]
    ],
    [
      'approximate figures',
      '1 second of video costs about 2.8 credits at 480p, 6 credits at 720p.',
      ['~2.8  resolution=480p', '~6  resolution=720p'].map(line => line.replace('  ', ' second '))
    ],
    ['dollars only', 'Price ≈ $0.03 per image, depending on the aspect ratio.', ['~6 image']],
    ['an approximate figure by its sign', '~10 credits per image', ['~10 image']],
    ['an approximate figure by its word', 'Approximately 10 credits per image', ['~10 image']],
    [
      'units behind slashes and with a size',
      '8 credits/video for 720p, 12 credits per 1080p video',
      ['8 video resolution=720p', '12 video resolution=1080p']
    ],
    ['free', 'Generate MIDI is free.', ['0 request']],
    [
      'tokens',
      'Input 140 credits / 1M tokens (≈ $0.70), Audio Output 2,800 credits / 1M tokens (≈ $14.00).',
      ['140 million-input-tokens', '2800 million-audio-output-tokens']
    ],
    [
      'full-width characters',
      'Speech：720 p 24 credits ($0.12)／s，580 p 18 credits ($0.09)／s。',
      ['24 second resolution=720p', '18 second resolution=580p']
    ]
  ];
  for (const [what, text, expected] of CASES) it(what, () => assert.deepEqual(lines(text), expected));

  it('the price of input images, without the free ones', () => {
    const text =
      '1K: 7 credits per image. Input images cost 0.5 credits each ($0.0025), with the first input image free.';
    assert.deepEqual(readPriceText(text, READ_AT)?.inputImages, { credits: 0.5, free: 1 });
  });

  it('the end of a discount', () => {
    const text = '10 credits per image until Oct 7, 14:00 UTC+8';
    assert.equal(readPriceText(text, READ_AT)?.until, '2026-10-07T06:00Z');
  });

  it('a text of hostile length or repetition takes linear time', () => {
    const start = process.cpuUsage();
    for (const part of [
      '1 / ',
      '(',
      '1k/',
      '$1 ',
      'per ',
      '- ',
      '5s ',
      'up to ',
      'until ',
      'oct 1 ',
      'from ~ ',
      '1-',
      'x '
    ]) {
      readPriceText(`credits ${part.repeat(3990 / part.length)}`, READ_AT);
    }
    assert.ok(process.cpuUsage(start).user < 2_000_000);
    assert.equal(readPriceText('8 credits per image. '.repeat(500), READ_AT), undefined);
  });
});

describe('readPriceText: a text with anything unclear is not read', () => {
  const TEXTS: readonly (readonly [string, string])[] = [
    ['no figure', 'Please refer to the README.'],
    ['two figures for the same conditions', 'Vocal separation — 10 credits with vocals.\nAdvanced split — 20 credits.'],
    ['a bound', '10 credits per ≤2 K image, 20 credits per 4 K image.'],
    ['a change', '480P → 720P: 10 credits'],
    ['a unit without a word here', '10 credits per minute'],
    ['a part of an image', '10 credits per frame'],
    ['another number of tokens', '10 credits per 1000 tokens'],
    ['several seconds', '10 credits per 2 seconds'],
    ['a unit behind a slash', '10 credits / minute'],
    ['seconds of input and output', '5 credits per second of input and output'],
    ['seconds of audio', '5 credits per second of audio'],
    ['a lowest figure', '≥10 credits per image'],
    ['a lowest figure in ASCII', '>= 10 credits per image'],
    ['a figure to start from', 'Starting at 10 credits per image'],
    ['a figure from which prices begin', 'from about 10 credits per image'],
    ['a figure up to which prices go', 'up to 20 credits per image, 10 credits for 720p'],
    ['a range', '10–20 credits per image'],
    ['a range in words', '10 to 20 credits per image'],
    ['a decimal comma', '1,5 credits per image'],
    ['a fraction', '2½ credits per image'],
    ['other digits', '１0 credits per image'],
    ['a minimum', '10 credits per second, min 5s'],
    ['a factor for some runs', '10 credits per image, doubled for 4k'],
    ['a factor at some times', '10 credits / image; 1.5x at peak hours'],
    ['a factor for all runs', '10 credits per image x 4 images'],
    ['blocks', '10 credits per second, billed in 5-second blocks'],
    ['an end of a discount that is not understood', '10 credits per image until Monday'],
    ['another price after a date', '10 credits per image. After Oct 7: 20 credits per video'],
    ['two figures in one clause', '10 credits plus 5 credits per image']
  ];
  for (const [what, text] of TEXTS) it(what, () => assert.equal(lines(text), undefined));
});
