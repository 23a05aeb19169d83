// A model for one test, the files that it accepts, and the paths at which the emulator rejects an input.
import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import type { Rule } from '../../../src/shared/modelRule.ts';
import { checkInput } from '../../emulator/check/checkInput.ts';
import type { StoredFile } from '../../emulator/types.ts';
import { modelEntry } from '../../support/models/modelEntry.ts';

/** A model with these parameters and rules. */
export const entryWith = (params: Readonly<Record<string, Param>>, rules: readonly Rule[] = []): ModelEntry =>
  modelEntry({ params, rules });

function file(part: Partial<StoredFile>): StoredFile {
  return { name: 'f', origin: 'upload', mime: 'image/png', kind: 'image', size: 1000, sha256: '', ...part };
}

const FILES: Readonly<Record<string, StoredFile>> = {
  'http://s/picture': file({ width: 800, height: 400 }),
  'http://s/small': file({ width: 100, height: 100 }),
  'http://s/big': file({ width: 800, height: 400, size: 11_000_000 }),
  'http://s/clip': file({ mime: 'video/mp4', kind: 'video', width: 640, height: 360, seconds: 8 }),
  'http://s/sound': file({ mime: 'audio/mpeg', kind: 'audio', seconds: 6 })
};

/** Returns the paths at which `input` is rejected. */
export function refusedAt(entry: ModelEntry, input: Record<string, unknown>): string[] {
  return checkInput(entry, input, address => FILES[address]).map(problem => problem.path.replace(/^input\./, ''));
}
