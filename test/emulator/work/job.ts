/** The context of a task's work: its input, earlier results, and the storage for its files and ids. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaKind } from '../../../src/shared/model.ts';
import type { TableEntry } from '../catalogData.ts';
import { mediaParts } from '../check/checkMedia.ts';
import type { FileStore } from '../fileStore.ts';
import type { IssuedIds } from '../issuedIds.ts';
import { encode } from './images.ts';
import type { ImageFormat, Pixels } from './images.ts';
import { probe } from './probe.ts';
import type { EmulatedTask, StoredFile } from '../types.ts';

export interface Job {
  readonly entry: TableEntry;
  readonly task: EmulatedTask;
  readonly input: Readonly<Record<string, unknown>>;
  readonly issued: IssuedIds;
  readonly makeId: (what: string) => string;
  readonly now: () => number;
  readonly find: (address: unknown) => StoredFile | undefined;
  /** The result of an earlier, finished task. */
  readonly resultOf: (taskId: string) => Readonly<Record<string, unknown>> | undefined;
  /** Stores a result file and returns its URL. */
  readonly save: (name: string, bytes: Buffer) => Promise<string>;
  readonly saveImage: (name: string, pixels: Pixels, format?: ImageFormat) => Promise<string>;
}

interface JobDeps extends Pick<Job, 'issued' | 'makeId' | 'now' | 'resultOf'> {
  readonly store: FileStore;
}

export function jobFor(entry: TableEntry, task: EmulatedTask, deps: JobDeps): Job {
  const { store, issued, makeId, now, resultOf } = deps;
  const save = async (name: string, bytes: Buffer): Promise<string> =>
    store.add(await probe(`${task.taskId.slice(0, 8)}-${name}`, 'result', bytes));
  return {
    entry,
    task,
    input: task.input,
    issued,
    makeId,
    now,
    resultOf,
    find: address => (typeof address === 'string' ? store.find(address) : undefined),
    save,
    saveImage: (name, pixels, format = 'png') =>
      save(`${name}.${format === 'png' ? 'png' : 'jpg'}`, encode(pixels, format))
  };
}

/** Returns the stored files of the media parameters of one kind, in the order of the parameters. */
export function inputFiles({ entry, input, find }: Job, kind: MediaKind): StoredFile[] {
  return Object.entries(entry.params)
    .filter(([name, param]) => !name.includes('mask') && mediaParts(param).some(form => form.media === kind))
    .flatMap(([name]) => [input[name]].flat())
    .map(find)
    .filter(file => file !== undefined);
}

/** The text of a request, for drawing. */
export function promptOf(input: Readonly<Record<string, unknown>>): string {
  const text = input['prompt'] ?? input['text'] ?? '';
  return typeof text === 'string' ? text.slice(0, 400) : '';
}

const ASSETS = { video: 'video.mp4', audio: 'audio.mp3', wav: 'audio.wav' } as const;

function asset(name: keyof typeof ASSETS): Buffer {
  return readFileSync(join(import.meta.dirname, '../media', ASSETS[name]));
}

/** A playable video of 2 s. The text goes into an empty box at its end, so that no two results are the same file. */
export function videoFile(label: string): Buffer {
  const text = Buffer.from(label);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + text.length);
  head.write('free', 4, 'latin1');
  return Buffer.concat([asset('video'), head, text]);
}

/** Playable audio: `times` times 2 s, with the text as its ID3v1 title. */
export function audioFile(label: string, times = 1): Buffer {
  const tag = Buffer.alloc(128);
  tag.write('TAG', 0, 'latin1');
  tag.write(label.slice(0, 30), 3, 'latin1');
  return Buffer.concat([...Array<Buffer>(times).fill(asset('audio')), tag]);
}

export function wavFile(): Buffer {
  return asset('wav');
}
