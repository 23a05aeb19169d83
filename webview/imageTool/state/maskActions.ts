/** The strokes of a mask. */
import type { Point, Stroke } from '../../../src/shared/protocol/imageTool.ts';
import { amend, record } from '../model/history.ts';
import { extendStroke } from '../model/stroke.ts';
import { insideImage } from '../model/viewport.ts';
import { keepWork } from './toolActions.ts';
import { brushSize } from './toolState.ts';
import type { ToolPage } from './toolState.ts';

const BRUSH_STEP = 1.25;
export const MIN_BRUSH = 0.2;
export const MAX_BRUSH = 50;

export const setErasing = ({ store }: ToolPage, isErasing: boolean): void => store.update({ isErasing });

export const setBrush = ({ store }: ToolPage, brush: number): void =>
  store.update({ brush: Math.min(MAX_BRUSH, Math.max(MIN_BRUSH, brush)) });

export const growBrush = (page: ToolPage): void => setBrush(page, page.store.get().brush * BRUSH_STEP);
export const shrinkBrush = (page: ToolPage): void => setBrush(page, page.store.get().brush / BRUSH_STEP);

export const moveCursor = ({ store }: ToolPage, cursor: Point | undefined): void => store.update({ cursor });

/** Adds a step that changes the whole mask. */
export function addStep(page: ToolPage, kind: 'invert' | 'clear'): void {
  addStroke(page, { kind });
  keepWork(page);
}

function addStroke({ store }: ToolPage, stroke: Stroke): void {
  const { strokes } = store.get();
  store.update({ strokes: record(strokes, [...strokes.now, stroke]) });
}

export function beginStroke(page: ToolPage, point: Point): void {
  const state = page.store.get();
  addStroke(page, { kind: state.isErasing ? 'erase' : 'paint', size: brushSize(state), points: [point] });
}

export function continueStroke({ store }: ToolPage, point: Point): void {
  const { strokes } = store.get();
  store.update({ strokes: amend(strokes, extendStroke(strokes.now, point)) });
}

/** Paints at the brush. */
export function paintHere(page: ToolPage): void {
  const { size } = page.store.get();
  if (size === undefined) return;
  const cursor = page.store.get().cursor ?? middle(size);
  page.store.update({ cursor });
  beginStroke(page, cursor);
  keepWork(page);
}

/** Moves the brush by half its size, and paints the way with `paint`. */
export function stepCursor(page: ToolPage, [dx, dy]: Point, paint: boolean): void {
  const { size, cursor } = page.store.get();
  if (size === undefined) return;
  const from = cursor ?? middle(size);
  const to = insideImage([from[0] + dx, from[1] + dy], size);
  page.store.update({ cursor: to });
  if (!paint) return;
  beginStroke(page, from);
  continueStroke(page, to);
  keepWork(page);
}

const middle = ({ width, height }: { readonly width: number; readonly height: number }): Point => [
  width / 2,
  height / 2
];
