/** Opening, undo and redo, and the end of the work. */
import * as l10n from '@vscode/l10n';
import type { ShownTool, Stroke } from '../../../src/shared/protocol/imageTool.ts';
import { record, redo, startHistory, undo } from '../model/history.ts';
import { drawStrokes, layerOfMask, maskPng } from '../painting.ts';
import { fit } from '../model/viewport.ts';
import type { Size } from '../model/viewport.ts';
import { fail, unusedWork } from './toolState.ts';
import type { ToolPage } from './toolState.ts';

export function openTool({ store }: ToolPage, tool: ShownTool): void {
  if (tool.kind === 'boxes') store.update({ tool, boxes: startHistory(tool.boxes) });
  else {
    // Restored strokes can be undone one by one.
    const steps = tool.strokes.map((_, index) => tool.strokes.slice(0, index + 1));
    store.update({ tool, strokes: steps.reduce(record, startHistory<readonly Stroke[]>([])) });
  }
}

/** The image is loaded: shows it whole, with the mask to edit. */
export async function imageLoaded(page: ToolPage, size: Size): Promise<void> {
  const { store } = page;
  const { tool, stage } = store.get();
  store.update({ size, view: fit(size, stage), isFitted: true });
  if (tool?.kind !== 'mask' || tool.mask === undefined) return;
  try {
    store.update({ base: await layerOfMask(tool.mask, size, tool.paint) });
  } catch (error) {
    fail(page, error);
  }
}

export function imageFailed(page: ToolPage): void {
  fail(page, new Error(l10n.t("This image can't be shown here.")));
}

/** Lets the extension keep the work for the case that the editor is closed. */
export function keepWork({ store, post }: ToolPage): void {
  const work = unusedWork(store.get());
  post({ type: 'changed', ...(work === undefined ? {} : { work }) });
}

export function undoStep(page: ToolPage): void {
  const { strokes, boxes } = page.store.get();
  page.store.update({ strokes: undo(strokes), boxes: undo(boxes), selected: undefined, drawn: undefined });
  keepWork(page);
}

export function redoStep(page: ToolPage): void {
  const { strokes, boxes } = page.store.get();
  page.store.update({ strokes: redo(strokes), boxes: redo(boxes), selected: undefined, drawn: undefined });
  keepWork(page);
}

/** Whether there is something to use. Boxes may be empty, which removes them. */
export const canFinish = ({ store }: ToolPage): boolean => {
  const { tool, size, strokes, isSaving } = store.get();
  return size !== undefined && !isSaving && (tool?.kind === 'boxes' || strokes.now.length > 0);
};

/** Sends the mask or the boxes to the form. `layer`: the painted mask. */
export async function finish(page: ToolPage, layer: HTMLCanvasElement | null): Promise<void> {
  const { store, post } = page;
  const { tool, base, strokes, boxes } = store.get();
  if (!canFinish(page)) return;
  store.update({ isSaving: true, problem: undefined });
  try {
    if (tool?.kind === 'boxes') post({ type: 'done', drawing: { boxes: boxes.now } });
    else if (tool !== undefined && layer !== null) {
      // Drawn from the start: edges of strokes that were drawn in parts are less exact.
      drawStrokes(layer, base, strokes.now);
      post({ type: 'done', drawing: { png: await maskPng(layer, tool.paint) } });
    }
  } catch (error) {
    fail(page, error);
  }
}

export const cancel = ({ post }: ToolPage): void => post({ type: 'cancel' });
