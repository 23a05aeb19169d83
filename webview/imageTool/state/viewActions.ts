/** Zoom and pan. */
import type { Point } from '../../../src/shared/protocol/imageTool.ts';
import { fit, pan, zoomAt } from '../model/viewport.ts';
import type { Size } from '../model/viewport.ts';
import type { ToolPage } from './toolState.ts';

/** One press of a zoom key scales by this. */
const ZOOM_STEP = 1.25;

/** The size of the stage has changed. */
export function resizeStage({ store }: ToolPage, stage: Size): void {
  const { size, isFitted, view } = store.get();
  if (size === undefined) store.update({ stage });
  else store.update({ stage, view: isFitted ? fit(size, stage) : pan(view, [0, 0], size, stage) });
}

export function fitImage({ store }: ToolPage): void {
  const { size, stage } = store.get();
  if (size !== undefined) store.update({ view: fit(size, stage), isFitted: true });
}

/** Zooms at a point of the stage, its middle by default. */
export function zoom({ store }: ToolPage, factor: number, at?: Point): void {
  const { size, stage, view } = store.get();
  if (size === undefined) return;
  const zoomed = zoomAt(view, factor, at ?? [stage.width / 2, stage.height / 2]);
  store.update({ view: pan(zoomed, [0, 0], size, stage), isFitted: false });
}

export const zoomIn = (page: ToolPage): void => zoom(page, ZOOM_STEP);
export const zoomOut = (page: ToolPage): void => zoom(page, 1 / ZOOM_STEP);
/** Shows one pixel of the image as one CSS pixel. */
export const zoomToActualSize = (page: ToolPage): void => zoom(page, 1 / page.store.get().view.scale);

export function panImage({ store }: ToolPage, by: Point): void {
  const { size, stage, view } = store.get();
  if (size !== undefined) store.update({ view: pan(view, by, size, stage), isFitted: false });
}
