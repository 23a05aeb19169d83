import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spendWarnings } from '../../../../../src/core/models/live/spendWarnings.ts';
import type { ModelEntry } from '../../../../../src/shared/model.ts';
import type { ModelHealth } from '../../../../../src/shared/live/modelHealth.ts';
import { entryOf } from '../../../../support/models/testCatalog.ts';

const health = (failed: number): ModelHealth => ({ word: 'unstable', failed, rates: [] });
const warnings = (
  facts: Partial<Parameters<typeof spendWarnings>[1]>,
  status: ModelEntry['status'] = 'current'
): readonly string[] => spendWarnings(entryOf({ name: 'Clip 2', status }), { notes: {}, forbidden: [], ...facts });

describe('spendWarnings: sentences before a run costs credits', () => {
  it('nothing about a listed model that works', () => {
    assert.deepEqual(warnings({ notes: { health: health(40) } }), []);
  });

  it('more failed runs than 40 percent', () => {
    assert.deepEqual(warnings({ notes: { health: health(48) } }), [
      'KIE reports that 48 % of runs failed in the last hour.'
    ]);
  });

  it('a retired model, with the one to use instead', () => {
    const text = 'KIE no longer documents Clip 2: the run may fail and still cost credits.';
    assert.deepEqual(warnings({}, 'retired'), [text]);
    assert.deepEqual(warnings({ instead: 'Clip 3' }, 'retired'), [`${text} Use Clip 3 instead.`]);
  });

  it('a model that KIE no longer lists, with the date', () => {
    const notes = { unlistedSince: Date.parse('2026-10-02T12:00:00Z') };
    assert.deepEqual(warnings({ notes, instead: 'Clip 3' }), [
      'KIE has not listed Clip 2 since 10/2/2026: the run may fail and still cost credits. Use Clip 3 instead.'
    ]);
  });

  it('a request that the new definition forbids', () => {
    assert.deepEqual(warnings({ forbidden: ['"Seed" is now required.'] }), [
      'KIE\'s current definition of this model doesn\'t allow this request: "Seed" is now required.'
    ]);
  });
});
