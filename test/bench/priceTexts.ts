// npm run bench:prices <file>: reads an answer of GET /api/v1/models from a file and prints how many of its price texts
// are understood and how many agree with the catalog. With --all also the models that do not.
import fs from 'node:fs/promises';
import path from 'node:path';
import { readLiveModels } from '../../src/core/kie/liveCatalog/readLiveModels.ts';
import { loadCatalog } from '../../src/core/models/loadCatalog.ts';
import type { Catalog } from '../../src/core/models/catalog.ts';
import { agreementOf } from '../../src/core/models/pricing/stated/agreement.ts';
import { readPriceText } from '../../src/core/models/pricing/stated/readPriceText.ts';
import { statedRows } from '../../src/core/models/pricing/stated/statedRows.ts';
import { root } from '../vscodeHost/paths.ts';

const VERDICTS = {
  same: 'agree',
  other: 'disagree',
  open: 'cannot be compared',
  unbound: 'name settings that the model lacks',
  unread: 'are not understood',
  missing: 'are of models that the catalog lacks'
} as const;

function verdictOn(catalog: Catalog, model: string, text: string): keyof typeof VERDICTS {
  const read = readPriceText(text, Date.now());
  if (read === undefined) return 'unread';
  const entry = catalog.entry(model);
  if (entry === undefined) return 'missing';
  const rows = statedRows(entry, read);
  return rows === undefined ? 'unbound' : agreementOf(entry, rows);
}

const [file, ...options] = process.argv.slice(2);
if (file === undefined) throw new Error('Name a file with an answer of GET /api/v1/models.');
const answer = JSON.parse(await fs.readFile(file, 'utf8')) as { readonly data?: unknown };
const list = readLiveModels(answer.data ?? answer);
if (list === undefined) throw new Error('The file has no list of models.');
const catalog = await loadCatalog(path.join(root, 'dist/catalog.json'));
const found = list.models
  .filter(({ taskTypes }) => !taskTypes.includes('Chat'))
  .flatMap(({ model, price }) => (price === undefined ? [] : [{ model, verdict: verdictOn(catalog, model, price) }]));
console.log(`${found.length} price texts`);
for (const [verdict, text] of Object.entries(VERDICTS)) {
  const models = found.filter(one => one.verdict === verdict).map(({ model }) => model);
  console.log(`${String(models.length).padStart(5)} ${text}`);
  if (options.includes('--all') && verdict !== 'same') for (const model of models) console.log(`      ${model}`);
}
