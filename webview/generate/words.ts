/** Words of the page that are made from data. */
import * as l10n from '@vscode/l10n';
import type { ModelSummary, Price } from '../../src/shared/form.ts';
import type { MediaFacts } from '../../src/shared/form.ts';
import type { MediaKind } from '../../src/shared/model.ts';
import type { TaskState } from '../../src/shared/task.ts';

/** What a model does, in words; a task that the page does not know is shown as it is. */
export function taskLabel(task: string): string {
  switch (task) {
    case 'text-to-image':
      return l10n.t('Text to image');
    case 'image-to-image':
      return l10n.t('Image to image');
    case 'image-edit':
      return l10n.t('Edit image');
    case 'upscale-image':
      return l10n.t('Upscale image');
    case 'remove-background':
      return l10n.t('Remove background');
    case 'text-to-video':
      return l10n.t('Text to video');
    case 'image-to-video':
      return l10n.t('Image to video');
    case 'video-to-video':
      return l10n.t('Video to video');
    case 'lip-sync':
      return l10n.t('Lip sync');
    case 'upscale-video':
      return l10n.t('Upscale video');
    case 'text-to-speech':
      return l10n.t('Text to speech');
    case 'speech-to-text':
      return l10n.t('Speech to text');
    case 'text-to-audio':
      return l10n.t('Text to sound');
    case 'audio-to-audio':
      return l10n.t('Sound to sound');
    case 'text-to-music':
      return l10n.t('Text to music');
    case 'audio-to-music':
      return l10n.t('Sound to music');
    case 'helper':
      return l10n.t('Helper');
    default:
      return task;
  }
}

export function outputLabel(output: ModelSummary['output']): string {
  switch (output) {
    case 'image':
      return l10n.t('Images');
    case 'video':
      return l10n.t('Videos');
    case 'audio':
      return l10n.t('Sound');
    case 'text':
      return l10n.t('Text');
    case 'json':
      return l10n.t('Data');
  }
}

export function stateLabel(state: TaskState): string {
  switch (state) {
    case 'preparing':
      return l10n.t('Uploading');
    case 'submitting':
      return l10n.t('Sending');
    case 'unknown':
      return l10n.t('Unclear whether it was accepted');
    case 'queued':
      return l10n.t('Waiting');
    case 'running':
      return l10n.t('Running');
    case 'collecting':
      return l10n.t('Saving');
    case 'done':
      return l10n.t('Done');
    case 'uncollected':
      return l10n.t('Result not saved yet');
    case 'failed':
      return l10n.t('Failed');
    case 'stopped':
      return l10n.t('No longer followed');
  }
}

export function kindLabel(kind: MediaKind): string {
  switch (kind) {
    case 'image':
      return l10n.t('Image');
    case 'video':
      return l10n.t('Video');
    case 'audio':
      return l10n.t('Sound');
  }
}

export const creditsText = (credits: number): string =>
  credits === 1 ? l10n.t('1 credit') : l10n.t('{0} credits', rounded(credits));

/** What stands on the button. */
export function runText(price: Price | undefined): string {
  if (price === undefined) return l10n.t('Run');
  if (price.kind === 'unknown' || price.credits === undefined) return l10n.t('Run · price unknown');
  if (price.kind === 'upTo') return l10n.t('Run · up to {0}', creditsText(price.credits));
  return l10n.t('Run · {0}', creditsText(price.credits));
}

const rounded = (value: number): string => String(Math.round(value * 100) / 100);

/** "1.2 MB", in decimal units as KIE's limits are. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return l10n.t('{0} bytes', bytes);
  if (bytes < 1_000_000) return l10n.t('{0} KB', Math.round(bytes / 1000));
  return l10n.t('{0} MB', String(Math.round(bytes / 100_000) / 10));
}

export function factsText(facts: MediaFacts | undefined): string {
  if (facts === undefined) return '';
  const parts: string[] = [];
  if (facts.width !== undefined && facts.height !== undefined) parts.push(`${facts.width} × ${facts.height}`);
  if (facts.seconds !== undefined) parts.push(l10n.t('{0} s', rounded(facts.seconds)));
  if (facts.bytes !== undefined) parts.push(sizeText(facts.bytes));
  return parts.join(' · ');
}
