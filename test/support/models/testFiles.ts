import type { MediaFacts } from '../../../src/shared/form.ts';
import type { MediaKind } from '../../../src/shared/model.ts';
import { mimeOfName } from '../../../src/shared/catalog/mediaTypes.ts';
import type { FindFile, StoredFile } from '../../emulator/types.ts';

/** A file of the generated tests, with the facts available to the engine and the emulator's stored file. */
interface TestFile {
  readonly name: string;
  readonly kind: MediaKind;
  readonly mime: string;
  readonly bytes: number;
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
}

const image = (name: string, width: number, height: number, bytes = 4e5): TestFile => ({
  name,
  kind: 'image',
  mime: mimeOfName(name) ?? '',
  bytes,
  width,
  height
});
const video = (name: string, seconds: number, more: Partial<TestFile> = {}): TestFile => ({
  name,
  kind: 'video',
  mime: name.endsWith('.mov') ? 'video/quicktime' : 'video/mp4',
  bytes: 3e6,
  width: 1280,
  height: 720,
  seconds,
  ...more
});
const audio = (name: string, seconds: number, bytes = 3e5): TestFile => ({
  name,
  kind: 'audio',
  mime: name.endsWith('.wav') ? 'audio/wav' : 'audio/mpeg',
  bytes,
  seconds
});

/** The first file of each kind fits nearly every parameter. */
const FILES: readonly TestFile[] = [
  image('square.png', 1024, 1024),
  image('photo.jpg', 1280, 960),
  image('web.webp', 1200, 800),
  image('small.png', 120, 100),
  image('huge.jpg', 9000, 7000, 42e6),
  image('strip.png', 3000, 500),
  image('movement.gif', 640, 640),
  video('five.mp4', 5),
  video('three.mov', 3),
  video('seven.mp4', 7.4),
  video('nine.mp4', 9),
  video('twelve.mp4', 12),
  video('twenty.mov', 20),
  video('second.mp4', 1),
  video('minute.mp4', 61, { bytes: 120e6 }),
  video('tiny.mp4', 5, { bytes: 1e6, width: 200, height: 160 }),
  audio('eight.mp3', 8),
  audio('six.wav', 5.999),
  audio('instant.mp3', 0.5),
  audio('eleven.mp3', 11),
  audio('minutes.mp3', 230, 5e6),
  audio('hours.mp3', 5000, 300e6)
];

const uriOf = (file: TestFile): string => `file:///u/${file.name}`;
const UPLOADED = 'http://files.test/';

export const filesOf = (kind: MediaKind): readonly string[] => FILES.filter(file => file.kind === kind).map(uriOf);

const FACTS = new Map<string, MediaFacts>(FILES.map(file => [uriOf(file), { ...file, fps: 30 }]));

/** Returns the facts available to the engine. */
export const factsOf = (value: string): MediaFacts | undefined => FACTS.get(value);

const STORED = new Map<string, StoredFile>(
  FILES.map(({ bytes, ...file }) => [UPLOADED + file.name, { ...file, size: bytes, origin: 'upload', sha256: '' }])
);

/** Finds the emulator's stored file for an address from `addressOf`. */
export const findFile: FindFile = address => STORED.get(address);

/** Returns the address of one of these files after its upload; other values are returned unchanged. */
export const addressOf = (value: string): string => value.replace(/^file:\/\/\/u\//, UPLOADED);
