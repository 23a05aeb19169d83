import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isReadyWithMediaOnly } from '../../../../../src/core/models/askingOrder.ts';
import { isRunnable } from '../../../../../src/core/models/catalog.ts';
import { FORM_ACTIONS, RUN_ACTIONS } from '../../../../../src/vscode/features/explorer/actions.ts';
import type { KieModel } from '../../../../../src/vscode/api/kieStudioApi.ts';
import { mediaTarget } from '../../../../../src/core/models/mediaInput.ts';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const manifest = JSON.parse(readFileSync(new URL('../../../../../package.json', import.meta.url), 'utf8')) as {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          { readonly default: unknown; readonly enum?: readonly string[]; readonly enumItemLabels?: readonly string[] }
        >
      >;
    };
  };
};
const { properties } = manifest.contributes.configuration;

for (const [name, { kind, setting }] of Object.entries({ ...RUN_ACTIONS, ...FORM_ACTIONS })) {
  test(`${name}: the default model is current and accepts its files`, () => {
    const id = properties[setting]?.default;
    const entry = typeof id === 'string' ? catalog.entry(id) : undefined;
    assert.ok(entry && isRunnable(entry), String(id));
    assert.equal(entry.status, 'current');
    assert.ok(mediaTarget(entry, kind), `${entry.id} accepts ${kind}`);
    // Actions that run immediately must not require further input.
    if (name in RUN_ACTIONS) assert.ok(isReadyWithMediaOnly(entry), entry.id);
  });
}

test('form: the default model is current', () => {
  const id = properties['kie.form.model']?.default;
  assert.equal(catalog.entry(String(id))?.status, 'current');
});

test('settings: model settings list labels of models that can be used', () => {
  const accepts = { ...RUN_ACTIONS, ...FORM_ACTIONS };
  for (const [name, property] of Object.entries(properties)) {
    if (!name.endsWith('.model')) continue;
    const ids = property.enum ?? [];
    assert.ok(ids.includes(String(property.default)), name);
    assert.equal(new Set(property.enumItemLabels).size, ids.length, name);
    const kind = Object.values(accepts).find(({ setting }) => setting === name)?.kind;
    for (const id of ids) {
      const entry = catalog.entry(id);
      assert.ok(entry?.status === 'current' && isRunnable(entry), id);
      if (kind !== undefined) assert.ok(mediaTarget(entry, kind), `${id} accepts ${kind}`);
    }
  }
});

/** Fails to compile if the catalog and the type that other extensions copy diverge. */
const models: readonly KieModel[] = catalog.entries;

test('KieModel: has the catalog properties under the keys of the API', () => {
  for (const key of ['alsoTasks', 'aliases', 'successor', 'presets', 'price'] as const) {
    assert.ok(
      models.some(model => model[key] !== undefined),
      key
    );
  }
});
