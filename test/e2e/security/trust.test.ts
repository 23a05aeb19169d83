import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
  };
}

const { capabilities, contributes } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
) as Manifest;
const { properties } = contributes.configuration;
const { supported, restrictedConfigurations } = capabilities.untrustedWorkspaces;

/** Settings that an untrusted workspace may set: they neither start, price nor place anything. */
const HARMLESS = ['kie.notifications', 'kie.openResult'];

test('untrusted workspace: cannot change models, money, files and hosts', () => {
  assert.equal(supported, 'limited');
  const ofWorkspaces = Object.entries(properties)
    .filter(([, { scope }]) => scope !== 'application')
    .map(([name]) => name);
  assert.deepEqual(
    ofWorkspaces.filter(name => !HARMLESS.includes(name)).sort(),
    restrictedConfigurations.toSorted(),
    'exactly the settings that a workspace can set are restricted'
  );
});
