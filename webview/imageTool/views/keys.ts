import * as l10n from '@vscode/l10n';
import { arrowMove } from '../model/stroke.ts';
import { addMiddleBox, removeBox, selectBox, stepBox } from '../state/boxActions.ts';
import { growBrush, paintHere, setErasing, shrinkBrush, stepCursor } from '../state/maskActions.ts';
import { finish, redoStep, undoStep } from '../state/toolActions.ts';
import { brushSize } from '../state/toolState.ts';
import type { ToolPage } from '../state/toolState.ts';
import { fitImage, zoomIn, zoomOut, zoomToActualSize } from '../state/viewActions.ts';
import { maskLayer } from './drawLayers.ts';

const isMac = navigator.platform.startsWith('Mac');
/** A box moves by this fraction of the image with one key press. */
const BOX_STEP = 0.01;

/** The keys and gestures, as a sentence. */
export const keysText = (kind: 'mask' | 'boxes'): string => {
  if (kind === 'mask') {
    return isMac
      ? l10n.t('⌘ with scroll zooms, Space with drag moves the image, [ and ] change the brush, B paints, E erases.')
      : l10n.t(
          'Ctrl with scroll zooms, Space with drag moves the image, [ and ] change the brush, B paints, E erases.'
        );
  }
  return isMac
    ? l10n.t('⌘ with scroll zooms, Space with drag moves the image, Enter adds a box, Delete removes the selected one.')
    : l10n.t(
        'Ctrl with scroll zooms, Space with drag moves the image, Enter adds a box, Delete removes the selected one.'
      );
};

type Act = (page: ToolPage) => void;

const KEYS: Readonly<Record<string, Act>> = {
  '+': zoomIn,
  '=': zoomIn,
  '-': zoomOut,
  _: zoomOut,
  '0': fitImage,
  '1': zoomToActualSize
};

const MASK_KEYS: Readonly<Record<string, Act>> = {
  '[': shrinkBrush,
  ']': growBrush,
  b: page => setErasing(page, false),
  e: page => setErasing(page, true)
};

const WITH_MODIFIER: Readonly<Record<string, Act>> = {
  z: undoStep,
  Z: redoStep,
  y: redoStep,
  Enter: page => void finish(page, maskLayer())
};

/** Keys work everywhere in the editor, except where they enter text or press a button. */
export function onToolKey(page: ToolPage, event: KeyboardEvent): void {
  const target = event.target as Element;
  if (event.defaultPrevented || event.isComposing || page.store.get().size === undefined) return;
  if (target instanceof HTMLInputElement && target.type !== 'range') {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  }
  if (runKey(page, event, target)) event.preventDefault();
}

/** Returns whether the key was used. */
function runKey(page: ToolPage, event: KeyboardEvent, target: Element): boolean {
  const { tool } = page.store.get();
  // AltGr is Ctrl with Alt on some systems, where it enters [ and ].
  const hasModifier = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  const act = hasModifier
    ? WITH_MODIFIER[event.key]
    : (KEYS[event.key] ?? (tool?.kind === 'mask' ? MASK_KEYS[event.key.toLowerCase()] : undefined));
  if (act !== undefined) {
    act(page);
    return true;
  }
  if (hasModifier || event.altKey) return false;
  const isOnStage = target.classList.contains('stage');
  if (event.key === ' ' && (isOnStage || target === document.body)) {
    page.store.update({ isPanning: true });
    return true;
  }
  return isOnStage && runStageKey(page, event);
}

function runStageKey(page: ToolPage, { key, shiftKey }: KeyboardEvent): boolean {
  const state = page.store.get();
  const { tool, size, selected } = state;
  const isMask = tool?.kind === 'mask';
  const step = isMask ? brushSize(state) / 2 : Math.max(1, (size?.width ?? 0) * BOX_STEP);
  const move = arrowMove(key, step);
  if (move !== undefined) {
    if (isMask) stepCursor(page, move, shiftKey);
    else stepBox(page, move, shiftKey);
    return true;
  }
  if (key === 'Enter') {
    if (isMask) paintHere(page);
    else addMiddleBox(page);
    return true;
  }
  if ((key === 'Delete' || key === 'Backspace') && selected !== undefined) {
    removeBox(page, selected);
    return true;
  }
  if (key === 'Escape' && selected !== undefined) {
    selectBox(page, undefined);
    return true;
  }
  return false;
}

export function onToolKeyUp({ store }: ToolPage, event: KeyboardEvent): void {
  if (event.key === ' ') store.update({ isPanning: false });
}
