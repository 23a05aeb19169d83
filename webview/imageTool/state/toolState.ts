import type { Box } from '../../../src/shared/catalog/imageTools.ts';
import type { FromImageTool, Point, ShownTool, Stroke, Work } from '../../../src/shared/protocol/imageTool.ts';
import type { Store } from '../../store.ts';
import { startHistory } from '../model/history.ts';
import type { History } from '../model/history.ts';
import type { Size, Viewport } from '../model/viewport.ts';

/** Everything that the editor shows. */
export interface ToolState {
  readonly tool: ShownTool | undefined;
  /** The size of the image, once it is loaded. */
  readonly size: Size | undefined;
  readonly stage: Size;
  readonly view: Viewport;
  /** The image fits the stage, also when the size of the stage changes. */
  readonly isFitted: boolean;
  /** The mask below the strokes. */
  readonly base: HTMLCanvasElement | undefined;
  readonly strokes: History<readonly Stroke[]>;
  readonly boxes: History<readonly Box[]>;
  readonly isErasing: boolean;
  /** Diameter of the brush in percent of the shorter side of the image. */
  readonly brush: number;
  /** The brush, in pixels of the image; undefined while the pointer is elsewhere. */
  readonly cursor: Point | undefined;
  /** A box that is being drawn. */
  readonly drawn: Box | undefined;
  /** The box that keys change. */
  readonly selected: number | undefined;
  /** Space is held: dragging moves the image. */
  readonly isPanning: boolean;
  readonly isSaving: boolean;
  /** The last error, as a sentence for the user. */
  readonly problem: string | undefined;
}

export const INITIAL_STATE: ToolState = {
  tool: undefined,
  size: undefined,
  stage: { width: 1, height: 1 },
  view: { scale: 1, x: 0, y: 0 },
  isFitted: true,
  base: undefined,
  strokes: startHistory([]),
  boxes: startHistory([]),
  isErasing: false,
  brush: 8,
  cursor: undefined,
  drawn: undefined,
  selected: undefined,
  isPanning: false,
  isSaving: false,
  problem: undefined
};

/** The context of all actions. */
export interface ToolPage {
  readonly store: Store<ToolState>;
  readonly post: (message: FromImageTool) => void;
}

/** The diameter of the brush in pixels of the image. */
export const brushSize = ({ size, brush }: ToolState): number =>
  Math.max(1, (Math.min(size?.width ?? 0, size?.height ?? 0) * brush) / 100);

/** The history that undo and redo change. */
export const historyOf = ({ tool, strokes, boxes }: ToolState): History<unknown> =>
  tool?.kind === 'boxes' ? boxes : strokes;

/** The number of boxes that can be added. */
export const boxesLeft = ({ tool, boxes }: ToolState): number =>
  (tool?.kind === 'boxes' ? (tool.max ?? Infinity) : 0) - boxes.now.length;

/** The work that would be lost; undefined when there is none. */
export function unusedWork({ tool, strokes, boxes }: ToolState): Work | undefined {
  if (tool?.kind === 'mask') return strokes.now.length === 0 ? undefined : { strokes: strokes.now };
  const isSame = tool?.isRestored !== true && JSON.stringify(boxes.now) === JSON.stringify(tool?.boxes ?? []);
  return isSame ? undefined : { boxes: boxes.now };
}

export function fail({ store }: ToolPage, error: unknown): void {
  store.update({ problem: error instanceof Error ? error.message : String(error), isSaving: false });
}
