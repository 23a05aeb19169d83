/** The pointer on the stage: it paints, draws boxes, or moves the image. */
import type { Point } from '../../../src/shared/protocol/imageTool.ts';
import { boxBetween, hitBox, moveBox, resizeBox } from '../model/boxes.ts';
import { toImage } from '../model/viewport.ts';
import { addDrawnBox, previewBox, replaceBox, selectBox } from '../state/boxActions.ts';
import { beginStroke, continueStroke, moveCursor } from '../state/maskActions.ts';
import { keepWork } from '../state/toolActions.ts';
import { boxesLeft } from '../state/toolState.ts';
import type { ToolPage } from '../state/toolState.ts';
import { panImage, zoom } from '../state/viewActions.ts';

/** Around a corner of a box, in CSS pixels. */
const CORNER_REACH = 8;
/** How much one unit of the wheel scales. */
const WHEEL_ZOOM = 0.0025;
const LINE_PX = 16;

interface Gesture {
  readonly move: (event: PointerEvent) => void;
  readonly end: () => void;
}

/** The position on the stage. */
export function positionOf(event: MouseEvent): Point {
  const stage = event.currentTarget as Element;
  const { left, top } = stage.getBoundingClientRect();
  return [event.clientX - left, event.clientY - top];
}

/** Starts a gesture, which lasts until the pointer is released. */
export function beginGesture(page: ToolPage, event: PointerEvent): void {
  const { size, isPanning, tool, view } = page.store.get();
  const isMiddle = event.button === 1;
  if (size === undefined || (event.button !== 0 && !isMiddle)) return;
  const stage = event.currentTarget as HTMLElement;
  event.preventDefault();
  stage.focus({ preventScroll: true });
  stage.setPointerCapture(event.pointerId);
  const at = toImage(view, positionOf(event));
  if (isPanning || isMiddle) follow(stage, panGesture(page, event));
  else if (tool?.kind === 'mask') follow(stage, strokeGesture(page, at));
  else follow(stage, boxGesture(page, at));
}

function follow(stage: HTMLElement, { move, end }: Gesture): void {
  const ended = new AbortController();
  const finish = (): void => {
    ended.abort();
    end();
  };
  stage.addEventListener('pointermove', move, { signal: ended.signal });
  stage.addEventListener('lostpointercapture', finish, { signal: ended.signal });
}

function panGesture(page: ToolPage, start: PointerEvent): Gesture {
  let [x, y] = [start.clientX, start.clientY];
  return {
    move: event => {
      panImage(page, [event.clientX - x, event.clientY - y]);
      [x, y] = [event.clientX, event.clientY];
    },
    end: () => undefined
  };
}

const pointOf = (page: ToolPage, event: PointerEvent): Point => toImage(page.store.get().view, positionOf(event));

function strokeGesture(page: ToolPage, at: Point): Gesture {
  moveCursor(page, at);
  beginStroke(page, at);
  return { move: event => continueStroke(page, pointOf(page, event)), end: () => keepWork(page) };
}

function boxGesture(page: ToolPage, from: Point): Gesture {
  const { boxes, view, size } = page.store.get();
  const hit = hitBox(boxes.now, from, CORNER_REACH / view.scale);
  const box = hit === undefined ? undefined : boxes.now[hit.index];
  const whole = size ?? { width: 1, height: 1 };
  if (hit === undefined || box === undefined) return drawGesture(page, from);
  const { grip, index } = hit;
  selectBox(page, index);
  return {
    move: event => {
      const to = pointOf(page, event);
      const next =
        grip === 'move' ? moveBox(box, [to[0] - from[0], to[1] - from[1]], whole) : resizeBox(box, grip, to, whole);
      previewBox(page, next);
    },
    end: () => {
      const { drawn } = page.store.get();
      if (drawn !== undefined) replaceBox(page, index, drawn);
    }
  };
}

function drawGesture(page: ToolPage, from: Point): Gesture {
  const { size } = page.store.get();
  selectBox(page, undefined);
  return {
    move: event => {
      if (size !== undefined && boxesLeft(page.store.get()) > 0) {
        previewBox(page, boxBetween(from, pointOf(page, event), size));
      }
    },
    end: () => addDrawnBox(page)
  };
}

/** Scrolls the image; with Ctrl or Cmd, or by pinching, zooms at the pointer. */
export function onWheel(page: ToolPage, event: WheelEvent): void {
  event.preventDefault();
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
  const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
  if (event.ctrlKey || event.metaKey) zoom(page, Math.exp(-dy * WHEEL_ZOOM), positionOf(event));
  else if (event.shiftKey && dx === 0) panImage(page, [-dy, 0]);
  else panImage(page, [-dx, -dy]);
}
