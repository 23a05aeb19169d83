import '../components/toolkit.ts';
import { restoreFocus } from '../components/restoreFocus.ts';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import { setTextLanguage } from '../../src/shared/format/language.ts';
import { RESULT_PUSHES, RESULT_REQUESTS } from '../../src/shared/protocol/result.ts';
import { createStore } from '../store.ts';
import { Rpc } from '../rpc.ts';
import { resultStyles } from '../styles/result.ts';
import { api, transport } from '../vscodeApi.ts';
import { applySnapshot, attempt, fileKey } from './page.ts';
import type { ResultPage, ResultState } from './page.ts';
import { PlaybackMemory } from './playbackMemory.ts';
import { thumbnailMaker } from './thumbnail.ts';
import { editorView } from './views/editorView.ts';
import { revealCurrent } from './views/stripView.ts';

const root = document.getElementById('app') ?? document.body.appendChild(document.createElement('main'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...resultStyles];

const store = createStore<ResultState>({});
const rpc = new Rpc({ requests: RESULT_REQUESTS, pushes: RESULT_PUSHES }, transport, {
  onPush: push => {
    if (push.type === 'snapshot') applySnapshot(page, push.snapshot);
    else for (const media of root.querySelectorAll<HTMLMediaElement>('.player-media')) media.pause();
  },
  onProblem: problem => store.update({ problem })
});
const playback = new PlaybackMemory(api.getState());
const page: ResultPage = { store, rpc, playback, save: state => api.setState(state) };

restoreFocus();
if (document.documentElement.lang !== '') setTextLanguage(document.documentElement.lang);
const makeThumbnail = thumbnailMaker(page);
let isLocalized = false;
let revealed = '';
store.subscribe(() => {
  const { snapshot } = store.get();
  if (!isLocalized && snapshot !== undefined) {
    isLocalized = true;
    if (snapshot.l10n !== undefined) l10n.config({ contents: { ...snapshot.l10n } });
  }
  render(editorView(page), root);
  if (snapshot === undefined) return;
  void makeThumbnail(snapshot);
  // Only for another result: the user may have scrolled.
  if (revealed === fileKey(snapshot)) return;
  revealed = fileKey(snapshot);
  revealCurrent(root);
});
void attempt(page, async () => {
  const { snapshot } = await rpc.ask('ready', {});
  applySnapshot(page, snapshot);
});
