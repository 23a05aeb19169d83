import assert from 'node:assert/strict';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { Catalog } from '../../../src/core/models/catalog.ts';
import { openDocsModels } from '../../../src/core/models/docs/docsModels.ts';
import type { DocsModels } from '../../../src/core/models/docs/docsModels.ts';
import type { EngineSettings, Logger } from '../../../src/core/base/ports.ts';
import type { ModelEntry } from '../../../src/shared/model.ts';
import { docsPage, openDocsHost } from '../../emulator/hosts/docsHost.ts';
import type { DocsHost } from '../../emulator/hosts/docsHost.ts';
import { makeTempFolder } from '../http/testClient.ts';
import { entryOf } from './testCatalog.ts';

export const DOCS = 'https://docs.kie.ai/market/test';
export const settings = (): EngineSettings => ({
  apiBaseUrl: 'http://127.0.0.1:9',
  uploadBaseUrl: 'http://127.0.0.1:9',
  proxySupport: 'off'
});
export const noop = (): undefined => undefined;
export const log: Logger = { debug: noop, info: noop, warn: noop, error: noop };

export const builtIn = ['one', 'two', 'three'].map(name =>
  entryOf({ id: `test/${name}`, name, docs: `${DOCS}/${name}`, params: { prompt: { required: true, type: 'string' } } })
);
const input = (properties: object): object => ({
  type: 'object',
  required: ['prompt'],
  properties: { prompt: { type: 'string' }, ...properties }
});
export const pageOf = (model: string, properties: object = {}): string =>
  docsPage({ title: model, model, input: input(properties) });

export interface DocsFixture {
  readonly catalog: Catalog;
  readonly host: DocsHost;
  readonly folder: string;
  readonly file: string;
  readonly open: () => Promise<DocsModels>;
}

/** An empty store, with a local documentation server. */
export async function openDocsFixture(t: TestContext, entries: readonly ModelEntry[] = builtIn): Promise<DocsFixture> {
  const host = await openDocsHost();
  t.after(() => host.close());
  const folder = await makeTempFolder(t);
  const catalog = new Catalog(entries);
  const open = async (): Promise<DocsModels> => {
    const docs = await openDocsModels({ catalog, storageDir: folder, settings, log, docsBaseUrl: () => host.baseUrl });
    t.after(() => docs.dispose());
    return docs;
  };
  return { catalog, host, folder, file: path.join(folder, 'models.json'), open };
}

/** Stores the model of a documentation page and returns its entry. */
export async function saveProposal(docs: DocsModels, text: string): Promise<ModelEntry> {
  const [proposal] = await docs.propose(text);
  assert.ok(proposal);
  await docs.save(proposal.entry);
  return proposal.entry;
}
