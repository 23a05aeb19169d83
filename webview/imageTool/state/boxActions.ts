/** The boxes of an image. */
import type { Box } from '../../../src/shared/catalog/imageTools.ts';
import type { Point } from '../../../src/shared/protocol/imageTool.ts';
import { isDrawn, middleBox, moveBox, resizeBox, withSide } from '../model/boxes.ts';
import { record } from '../model/history.ts';
import { keepWork } from './toolActions.ts';
import { boxesLeft } from './toolState.ts';
import type { ToolPage } from './toolState.ts';

function setBoxes(page: ToolPage, next: readonly Box[], selected: number | undefined): void {
  const { boxes } = page.store.get();
  page.store.update({ boxes: record(boxes, next), selected, drawn: undefined });
  keepWork(page);
}

export const selectBox = ({ store }: ToolPage, selected: number | undefined): void => store.update({ selected });

/** Shows a box while it is drawn, moved or resized. */
export const previewBox = ({ store }: ToolPage, drawn: Box | undefined): void => store.update({ drawn });

/** Ends drawing a box; one that is too small to be seen is a click. */
export function addDrawnBox(page: ToolPage): void {
  const { drawn, size } = page.store.get();
  if (drawn !== undefined && size !== undefined && isDrawn(drawn, size)) addBox(page, drawn);
  else page.store.update({ drawn: undefined, selected: undefined });
}

function addBox(page: ToolPage, box: Box): void {
  const { boxes } = page.store.get();
  if (boxesLeft(page.store.get()) > 0) setBoxes(page, [...boxes.now, box], boxes.now.length);
}

export function addMiddleBox(page: ToolPage): void {
  const { size } = page.store.get();
  if (size !== undefined) addBox(page, middleBox(size));
}

export function replaceBox(page: ToolPage, index: number, box: Box): void {
  const { boxes } = page.store.get();
  if (JSON.stringify(boxes.now[index]) === JSON.stringify(box)) page.store.update({ drawn: undefined });
  else setBoxes(page, boxes.now.with(index, box), index);
}

export function setSide(page: ToolPage, index: number, side: number, value: number): void {
  const { boxes, size } = page.store.get();
  const box = boxes.now[index];
  if (box !== undefined && size !== undefined) replaceBox(page, index, withSide(box, side, Math.round(value), size));
}

export function removeBox(page: ToolPage, index: number): void {
  const { boxes } = page.store.get();
  if (index < boxes.now.length) setBoxes(page, boxes.now.toSpliced(index, 1), undefined);
}

/** Moves the selected box, or its lower right corner with `resize`. */
export function stepBox(page: ToolPage, by: Point, resize: boolean): void {
  const { boxes, selected, size } = page.store.get();
  const box = selected === undefined ? undefined : boxes.now[selected];
  if (box === undefined || selected === undefined || size === undefined) return;
  const next = resize ? resizeBox(box, [2, 3], [box[2] + by[0], box[3] + by[1]], size) : moveBox(box, by, size);
  if (isDrawn(next, { width: 1, height: 1 })) replaceBox(page, selected, next);
}
