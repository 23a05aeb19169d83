import * as vscode from 'vscode';
import type { DocsModels } from '../../../core/models/docs/docsModels.ts';
import { withProgress } from '../../common/progress.ts';
import { askText, BACK, pickOne } from '../../common/input/wizard.ts';

const DOCS = 'https://docs.kie.ai';
const MAX_FILE_BYTES = 2_000_000;

/** A documentation page, with its URL if it has one. */
export interface Page {
  readonly text: string;
  readonly docs?: string;
}

/** Fetches a URL. Any other text is treated as the page itself. */
export async function pageOf(docs: DocsModels, given: string): Promise<Page | undefined> {
  const address = given.trim();
  if (!/^https?:\/\/\S+$/.test(address)) return { text: given };
  return withProgress(vscode.l10n.t('Reading {0}', address), async signal => ({
    text: await docs.page(address, signal),
    docs: address
  }));
}

/** Asks for the location of the page. Undefined when the user canceled. */
export async function askPage(docs: DocsModels, title: string): Promise<Page | undefined> {
  const clipboard = await vscode.env.clipboard.readText();
  const copied = clipboard.trim().startsWith(`${DOCS}/`) ? clipboard.trim() : '';
  const editor = vscode.window.activeTextEditor?.document;
  const link = {
    icon: 'link',
    label: vscode.l10n.t('Page URL…'),
    detail: copied === '' ? `${DOCS}/…` : copied
  };
  const paste = {
    icon: 'clippy',
    label: vscode.l10n.t('Page from clipboard'),
    detail: vscode.l10n.t('Markdown source of a page, including its OpenAPI block')
  };
  const shown = { icon: 'file-code', label: vscode.l10n.t('Page in active editor'), detail: editor?.fileName ?? '' };
  const file = { icon: 'folder-opened', label: vscode.l10n.t('Browse…') };
  const items = [
    link,
    ...(clipboard.includes('openapi') ? [paste] : []),
    ...(editor?.getText().includes('openapi') === true ? [shown] : []),
    file
  ];
  const step = { title, step: 1, totalSteps: 2 };
  const chosen = await pickOne(items, { ...step, placeholder: vscode.l10n.t('Select a documentation page') });
  if (chosen === undefined || chosen === BACK) return undefined;
  if (chosen === paste) return { text: clipboard };
  if (chosen === shown) return { text: editor?.getText() ?? '' };
  if (chosen === file) return browsePage();
  const address = await askText({
    ...step,
    value: copied,
    placeholder: `${DOCS}/market/…`,
    validate: value =>
      value.trim().startsWith(`${DOCS}/`) ? undefined : vscode.l10n.t('Enter a URL that begins with {0}.', `${DOCS}/`)
  });
  return typeof address === 'string' ? pageOf(docs, address) : undefined;
}

async function browsePage(): Promise<Page | undefined> {
  const filters = { [vscode.l10n.t('Documentation pages')]: ['md', 'mdx', 'txt', 'yaml', 'yml', 'json'] };
  const [uri] = (await vscode.window.showOpenDialog({ canSelectMany: false, filters })) ?? [];
  if (uri === undefined) return undefined;
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > MAX_FILE_BYTES) throw new Error(vscode.l10n.t('The file is too large for a documentation page.'));
  return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
}
