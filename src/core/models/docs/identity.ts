import type { ModelEntry, Output, Param } from '../../../shared/model.ts';
import { labelOf } from './paramText.ts';

/** Facts that a page states about a model besides its parameters. */
export interface About {
  readonly id: string;
  readonly title: string;
  /** The headings above the page ("docs/en/Market/Video Models/Kling"). */
  readonly folder: string;
  readonly params: Readonly<Record<string, Param>>;
  readonly provider?: string | undefined;
  /** KIE's words for the tasks ("Text to Video"). They hold mistakes, so the words of the ID and title win. */
  readonly taskTypes?: readonly string[];
}

type Identity = Pick<ModelEntry, 'name' | 'family' | 'task' | 'output'> & { readonly alsoTasks?: readonly string[] };

/** Words in the ID or title that determine the task and its output. The first match wins. */
const TASKS: readonly (readonly [RegExp, string, Output | undefined])[] = [
  [/remove[- ]?(bg|background)/, 'remove-background', 'image'],
  [/speech[- ]to[- ]text|transcri/, 'speech-to-text', 'text'],
  [/lip[- ]?sync|avatar|infinitalk|speech[- ]to[- ]video|talking|omnihuman/, 'lip-sync', 'video'],
  [/(image|text|video|audio)[- ]to[- ](image|video|audio|music)/, '', undefined],
  [/reference[- ]to[- ]video/, 'image-to-video', 'video'],
  [/text[- ]to[- ](speech|dialogue)|\btts\b/, 'text-to-speech', 'audio'],
  [/sound[- ]effect|\bsfx\b/, 'text-to-audio', 'audio'],
  [/audio[- ]isolation|voice[- ]chang/, 'audio-to-audio', 'audio']
];

/** Determines name, family, task and output from the page and from related catalog entries. */
export function identify(about: About, known: readonly ModelEntry[]): Identity {
  const words = `${about.id} ${about.title}`.toLowerCase();
  const related = relatedEntry(about.id, known);
  const types = (about.taskTypes ?? []).flatMap(type => namedTask(type.toLowerCase()) ?? []);
  const named = namedTask(words) ?? types[0];
  const output = named?.output ?? outputOf(about.folder) ?? outputOf(words) ?? related?.output ?? 'image';
  const task = named?.task ?? guessTask(words, output, about.params);
  const also = [
    ...types.filter(type => type.output === output).map(type => type.task),
    ...(task === 'text-to-video' && takes(about.params, 'image') ? ['image-to-video'] : [])
  ];
  const alsoTasks = [...new Set(also)].filter(other => other !== task);
  return {
    name: about.title.replace(/[-–—]/g, ' ').replace(/\s+/g, ' ').trim() || labelOf(about.id.replaceAll('/', ' ')),
    family: related?.family ?? lastPart(about.folder) ?? familyOf(about),
    task,
    output,
    ...(alsoTasks.length === 0 ? {} : { alsoTasks })
  };
}

/** The part of the ID before the slash; without one the provider, because "veo-3-1" names no family. */
const familyOf = ({ id, provider }: About): string =>
  id.includes('/') || provider === undefined ? labelOf(id.split('/')[0] ?? id) : provider;

/** The related entry: same ID prefix up to the slash, or the same name before the version. */
function relatedEntry(id: string, known: readonly ModelEntry[]): ModelEntry | undefined {
  const stem = (text: string): string => /^[a-z]+/i.exec(text)?.[0].toLowerCase() ?? text;
  const folder = `${id.split('/')[0] ?? id}/`;
  const near = known.filter(entry => entry.id.startsWith(folder));
  const related = near.length > 0 ? near : known.filter(entry => stem(entry.id) === stem(id));
  // Vendors such as "google" have several families, so the vendor alone does not determine the family.
  return new Set(related.map(entry => entry.family)).size === 1 ? related[0] : undefined;
}

function namedTask(words: string): { readonly task: string; readonly output: Output } | undefined {
  for (const [pattern, task, output] of TASKS) {
    const found = pattern.exec(words);
    if (found === null) continue;
    if (output !== undefined) return { task, output };
    const to = found[2] === 'image' || found[2] === 'video' ? found[2] : 'audio';
    return { task: `${found[1] ?? ''}-to-${found[2] ?? ''}`, output: to };
  }
  return undefined;
}

function guessTask(words: string, output: Output, params: About['params']): string {
  if (/upscal|enhance/.test(words)) return output === 'video' ? 'upscale-video' : 'upscale-image';
  switch (output) {
    case 'image':
      if (/edit|inpaint|reframe|remix/.test(words)) return 'image-edit';
      return takes(params, 'image', true) ? 'image-to-image' : 'text-to-image';
    case 'video':
      if (takes(params, 'video', true)) return 'video-to-video';
      return takes(params, 'image', true) ? 'image-to-video' : 'text-to-video';
    case 'audio':
      if (takes(params, 'audio', true)) return 'audio-to-audio';
      if (/speech|voice/.test(words)) return 'text-to-speech';
      return /music|song/.test(words) ? 'text-to-music' : 'text-to-audio';
    case 'text':
    case 'json':
      return 'helper';
  }
}

const takes = (params: About['params'], media: Param['media'], required = false): boolean =>
  Object.values(params).some(param => param.media === media && (!required || param.required === true));

function outputOf(words: string): Output | undefined {
  const found = /(image|video|music|audio|speech|voice)/i.exec(words)?.[1]?.toLowerCase();
  return found === undefined ? undefined : found === 'image' || found === 'video' ? found : 'audio';
}

function lastPart(folder: string): string | undefined {
  const parts = folder
    .split(/[/>]/)
    .map(part => part.trim())
    .filter(Boolean);
  const last = parts.at(-1);
  return last === undefined || /models$|^market$|^docs$/i.test(last) ? undefined : last;
}
