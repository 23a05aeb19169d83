import * as vscode from 'vscode';
import type { Drawing, Work } from '../../../shared/protocol/imageTool.ts';
import type { ImageToolRequest, Services } from '../../services.ts';
import { showInformation } from '../../common/notify.ts';
import { ImageToolEditor } from './editor.ts';

type ToolServices = Pick<Services, 'ask' | 'context' | 'log'>;

/** The open editors for masks and boxes, and the work of those that were closed without using it. */
export class ImageTools {
  readonly #services: ToolServices;
  readonly #open = new Map<string, ImageToolEditor>();
  readonly #kept = new Map<string, { readonly image: string; readonly work: Work }>();

  constructor(services: ToolServices) {
    this.#services = services;
  }

  /** Opens the editor of a field, or shows the one that is open for the same image. */
  open(request: ImageToolRequest): void {
    const { key, tool } = request;
    const open = this.#open.get(key);
    if (open?.image === tool.image) {
      open.reveal();
      return;
    }
    // The field has another image now; closing keeps nothing for an image that is gone.
    open?.close();
    const kept = this.#kept.get(key);
    const editor = new ImageToolEditor(this.#services, request, {
      work: kept?.image === tool.image ? kept.work : undefined,
      onDone: drawing => this.#use(request, drawing),
      onClosed: work => this.#closed(request, editor, work)
    });
    this.#open.set(key, editor);
  }

  async #use({ key, apply }: ImageToolRequest, drawing: Drawing): Promise<void> {
    await apply(drawing);
    this.#kept.delete(key);
  }

  #closed(request: ImageToolRequest, editor: ImageToolEditor, work: Work | undefined): void {
    const { key, tool } = request;
    if (this.#open.get(key) === editor) this.#open.delete(key);
    if (work === undefined) {
      this.#kept.delete(key);
      return;
    }
    this.#kept.set(key, { image: tool.image, work });
    void this.#offer(request);
  }

  /** Offers to continue after an editor was closed with unused work. */
  async #offer(request: ImageToolRequest): Promise<void> {
    const again = vscode.l10n.t('Continue Editing');
    const text =
      request.tool.kind === 'mask'
        ? vscode.l10n.t('You closed the mask for "{0}" without using it. Your strokes are kept.', request.name)
        : vscode.l10n.t('You closed the boxes for "{0}" without using them. They are kept.', request.name);
    if ((await showInformation(text, again)) === again) this.open(request);
  }
}
