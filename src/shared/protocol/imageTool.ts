/**
 * The messages between the editor for masks and boxes and the extension. The extension posts the tool once the page is
 * ready, and closes the editor when the result is in the form; a problem leaves it open.
 */
import { isBox } from '../catalog/imageTools.ts';
import { isBytes, isNumber, isObject, isString, isTrue, listOf, object, oneOf, optional, unionOf } from '../guards.ts';
import type { Guard, Guarded } from '../guards.ts';
import { isL10nBundle } from './snapshot.ts';

/** In pixels of the image. */
export type Point = readonly [x: number, y: number];
const isPoint: Guard<Point> = (value): value is Point =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);

/** One step of painting a mask; a mask is a list of steps, so that each can be undone. */
const isStroke = unionOf(
  object({ kind: oneOf('paint', 'erase'), size: isNumber, points: listOf(isPoint) }),
  object({ kind: oneOf('invert', 'clear') })
);
export type Stroke = Guarded<typeof isStroke>;

const SHOWN = {
  /** The label of the field. */
  label: isString,
  /** The name of the image. */
  name: isString,
  /** The address of the image in the webview. */
  src: isString,
  /** The work was restored from an editor that was closed without using it. */
  isRestored: optional(isTrue)
};

const isShownTool = unionOf(
  object({
    ...SHOWN,
    kind: oneOf('mask'),
    paint: oneOf('black', 'white'),
    /** The address of the mask to edit. */
    mask: optional(isString),
    strokes: listOf(isStroke)
  }),
  object({ ...SHOWN, kind: oneOf('boxes'), boxes: listOf(isBox), max: optional(isNumber) })
);
/** The tool as the page shows it. */
export type ShownTool = Guarded<typeof isShownTool>;

/** The unfinished work of the user. */
const isWork = unionOf(object({ strokes: listOf(isStroke) }), object({ boxes: listOf(isBox) }));
export type Work = Guarded<typeof isWork>;

/** A mask as a PNG, or boxes. */
const isDrawing = unionOf(object({ png: isBytes }), object({ boxes: listOf(isBox) }));
export type Drawing = Guarded<typeof isDrawing>;

const TO_PAGE = {
  open: object({ tool: isShownTool, l10n: optional(isL10nBundle) }),
  problem: object({ message: isString })
};

const FROM_PAGE = {
  ready: object({}),
  /** After every change. Absent work: nothing would be lost. */
  changed: object({ work: optional(isWork) }),
  done: object({ drawing: isDrawing }),
  cancel: object({})
};

type MessageOf<M extends Readonly<Record<string, Guard<unknown>>>> = {
  [N in keyof M]: { readonly type: N } & Guarded<M[N]>;
}[keyof M];
export type ToImageTool = MessageOf<typeof TO_PAGE>;
export type FromImageTool = MessageOf<typeof FROM_PAGE>;

/** Returns the message, or undefined when it is not a valid one. */
const reader =
  <M extends Readonly<Record<string, Guard<unknown>>>>(guards: M) =>
  (data: unknown): MessageOf<M> | undefined => {
    const type = isObject(data) ? data['type'] : undefined;
    if (!isString(type) || !Object.hasOwn(guards, type)) return undefined;
    return guards[type]?.(data) === true ? (data as MessageOf<M>) : undefined;
  };

export const readFromImageTool = reader(FROM_PAGE);
export const readToImageTool = reader(TO_PAGE);
