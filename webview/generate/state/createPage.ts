import type { ResultOf } from '../../../src/shared/protocol/requests.ts';
import type { Rpc } from '../../rpc.ts';
import { requote } from './batchActions.ts';
import { Evaluator } from './evaluator.ts';
import { LookAhead } from './lookAhead.ts';
import { fail, mergeMedia } from './page.ts';
import type { Page, SavedStore } from './page.ts';
import { INITIAL_STATE, savedOf } from './pageState.ts';
import type { PageState } from './pageState.ts';
import { refreshRequest } from './panelActions.ts';
import { createStore } from '../../store.ts';

/** Assembles the page: its store, and the requests that follow from changes of the draft. */
export function createPage(rpc: Rpc, saved: SavedStore, delay: Page['delay']): Page {
  const store = createStore<PageState>(INITIAL_STATE);
  const evaluator = new Evaluator(rpc, {
    current: () => savedOf(store.get()),
    onAnswer: answer => applyEvaluation(page, answer),
    onError: error => fail(page, error)
  });
  const page: Page = { store, rpc, saved, delay, evaluator, lookAhead: new LookAhead(rpc, store) };
  return page;
}

function applyEvaluation(page: Page, { evaluation, media }: ResultOf<'evaluate'>): void {
  page.store.update({ evaluation });
  mergeMedia(page, Object.values(media));
  requote(page);
  void refreshRequest(page);
}
