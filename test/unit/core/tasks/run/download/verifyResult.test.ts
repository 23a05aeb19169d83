import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { Downloaded } from '../../../../../../src/core/kie/clientTypes.ts';
import { verifyResult } from '../../../../../../src/core/tasks/run/download/verifyResult.ts';
import type { Verified } from '../../../../../../src/core/tasks/run/download/verifyResult.ts';
import type { StoredResult } from '../../../../../../src/core/tasks/store/resultColumns.ts';
import { PNG_IMAGE } from '../../../../../support/engine/fakeKie.ts';
import { makeTempFolder } from '../../../../../support/http/testClient.ts';
import { adts } from '../../../files/streamFiles.ts';

const SOUND = adts(60);
const HALF = PNG_IMAGE.subarray(0, PNG_IMAGE.length >> 1);

interface Case {
  readonly name: string;
  readonly kind: 'audio' | 'image';
  readonly content: Buffer;
  readonly downloaded?: Partial<Downloaded>;
  /** Answer of the server; absent when it must not be asked. */
  readonly hasMore?: { readonly answer: boolean | undefined };
  readonly verdict: Verified['verdict'];
}

const unmeasured = { unmeasured: true } as const;
const sound = { kind: 'audio', content: SOUND } as const;

const CASES: readonly Case[] = [
  { name: 'sound with a length', ...sound, verdict: 'complete' },
  {
    name: 'sound without one, the server has more',
    ...sound,
    downloaded: unmeasured,
    hasMore: { answer: true },
    verdict: 'truncated'
  },
  {
    name: 'sound without one, the server has no more',
    ...sound,
    downloaded: unmeasured,
    hasMore: { answer: false },
    verdict: 'complete'
  },
  {
    name: 'sound without one, the server does not know',
    ...sound,
    downloaded: unmeasured,
    hasMore: { answer: undefined },
    verdict: 'unmeasured'
  },
  {
    name: 'sound cut in a frame',
    kind: 'audio',
    content: SOUND.subarray(0, -1),
    downloaded: unmeasured,
    verdict: 'truncated'
  },
  { name: 'an image with its end', kind: 'image', content: PNG_IMAGE, downloaded: unmeasured, verdict: 'complete' },
  { name: 'half an image', kind: 'image', content: HALF, downloaded: unmeasured, verdict: 'truncated' },
  {
    name: 'fewer bytes than received',
    ...sound,
    downloaded: { bytes: SOUND.length + 1 },
    verdict: 'truncated'
  }
];

for (const { name, kind, content, downloaded, hasMore, verdict } of CASES) {
  test(`verify: ${name}: ${verdict}`, async t => {
    const file = path.join(await makeTempFolder(t), 'part');
    await fs.writeFile(file, content);
    const result = { index: 0, kind, state: 'pending' } as StoredResult;
    const asked: number[] = [];
    const verified = await verifyResult(result, file, { bytes: content.length, ...downloaded }, size => {
      asked.push(size);
      return Promise.resolve(hasMore?.answer);
    });
    assert.deepEqual([verified.verdict, verified.size], [verdict, content.length]);
    assert.deepEqual(asked, hasMore === undefined ? [] : [content.length]);
  });
}
