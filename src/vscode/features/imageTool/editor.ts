import * as vscode from 'vscode';
import { messageOf } from '../../../shared/messageOf.ts';
import { readFromImageTool } from '../../../shared/protocol/imageTool.ts';
import type { Drawing, FromImageTool, ShownTool, ToImageTool, Work } from '../../../shared/protocol/imageTool.ts';
import { createPanel } from '../../common/viewTexts.ts';
import { webviewHtml } from '../../common/webviewHtml.ts';
import type { ImageToolRequest, Services } from '../../services.ts';

interface EditorOptions {
  /** Unused work of an earlier editor. */
  readonly work: Work | undefined;
  readonly onDone: (drawing: Drawing) => Promise<void>;
  /** `work`: the changes that were not used. */
  readonly onClosed: (work: Work | undefined) => void;
}

/** An editor tab that draws a mask or boxes over an image. */
export class ImageToolEditor {
  readonly #services: Pick<Services, 'ask' | 'context' | 'log'>;
  readonly #request: ImageToolRequest;
  readonly #options: EditorOptions;
  readonly #panel: vscode.WebviewPanel;
  #work: Work | undefined;

  constructor(services: Pick<Services, 'ask' | 'context' | 'log'>, request: ImageToolRequest, options: EditorOptions) {
    this.#services = services;
    this.#request = request;
    this.#options = options;
    this.#work = options.work;
    const { extensionUri } = services.context;
    this.#panel = createPanel('kie.imageTool', title(request), vscode.ViewColumn.Active, {
      enableScripts: true,
      // Undo and zoom stay while the user looks at another tab.
      retainContextWhenHidden: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist', 'webview'), ...folders(request)]
    });
    this.#panel.webview.onDidReceiveMessage((data: unknown) => void this.#receive(readFromImageTool(data)));
    this.#panel.onDidDispose(() => options.onClosed(this.#work));
    this.#panel.webview.html = webviewHtml(this.#panel.webview, extensionUri, 'imageTool');
  }

  get image(): string {
    return this.#request.tool.image;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Closes the editor and drops its work. */
  close(): void {
    this.#work = undefined;
    this.#panel.dispose();
  }

  async #receive(message: FromImageTool | undefined): Promise<void> {
    switch (message?.type) {
      case 'ready':
        await this.#post({ type: 'open', tool: this.#shown(), ...bundle() });
        break;
      case 'changed':
        this.#work = message.work;
        break;
      case 'done':
        await this.#done(message.drawing);
        break;
      case 'cancel':
        await this.#cancel();
        break;
      case undefined:
        this.#services.log.warn('Image tool: an invalid message.');
    }
  }

  async #done(drawing: Drawing): Promise<void> {
    try {
      await this.#options.onDone(drawing);
      this.close();
    } catch (error) {
      this.#services.log.warn(`Image tool: ${messageOf(error)}`);
      await this.#post({ type: 'problem', message: messageOf(error) });
    }
  }

  async #cancel(): Promise<void> {
    if (this.#work !== undefined) {
      const isMask = this.#request.tool.kind === 'mask';
      const question = isMask ? vscode.l10n.t('Discard your strokes?') : vscode.l10n.t('Discard your boxes?');
      const detail = vscode.l10n.t('To keep them for later, close the editor instead.');
      const action = vscode.l10n.t({ message: 'Discard', comment: 'strokes or boxes' });
      if (!(await this.#services.ask.confirm(question, detail, action))) return;
    }
    this.close();
  }

  #shown(): ShownTool {
    const { tool, label, name } = this.#request;
    const work = this.#work;
    const shown = {
      label,
      name,
      src: this.#address(tool.image),
      ...(work === undefined ? {} : { isRestored: true as const })
    };
    if (tool.kind === 'boxes') {
      const max = tool.max === undefined ? {} : { max: tool.max };
      const boxes = work !== undefined && 'boxes' in work ? work.boxes : tool.boxes;
      return { ...shown, ...max, kind: 'boxes', boxes };
    }
    const strokes = work !== undefined && 'strokes' in work ? work.strokes : [];
    const mask = tool.mask?.startsWith('file:') === true ? { mask: this.#address(tool.mask) } : {};
    return { ...shown, ...mask, kind: 'mask', paint: tool.paint, strokes };
  }

  #address(value: string): string {
    return this.#panel.webview.asWebviewUri(vscode.Uri.parse(value, true)).toString();
  }

  async #post(message: ToImageTool): Promise<void> {
    await this.#panel.webview.postMessage(message);
  }
}

const bundle = (): Pick<ToImageTool & { readonly type: 'open' }, 'l10n'> =>
  vscode.l10n.bundle === undefined ? {} : { l10n: vscode.l10n.bundle };

const title = ({ tool, name }: ImageToolRequest): string =>
  tool.kind === 'mask' ? vscode.l10n.t('Mask: {0}', name) : vscode.l10n.t('Boxes: {0}', name);

/** The folders of the files that the editor shows. */
function folders({ tool }: ImageToolRequest): readonly vscode.Uri[] {
  const files = tool.kind === 'mask' && tool.mask !== undefined ? [tool.image, tool.mask] : [tool.image];
  return files
    .filter(value => value.startsWith('file:'))
    .map(value => vscode.Uri.joinPath(vscode.Uri.parse(value, true), '..'));
}
