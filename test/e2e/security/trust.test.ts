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
const HARMLESS = ['kie.notifications'];

test('what an untrusted workspace says about models, money, files and hosts does not count', () => {
  assert.equal(supported, 'limited');
  const ofWorkspaces = Object.entries(properties)
    .filter(([, { scope }]) => scope !== 'application')
    .map(([name]) => name);
  assert.deepEqual(
    ofWorkspaces.filter(name => !HARMLESS.includes(name)).sort(),
    restrictedConfigurations.toSorted(),
    'a setting that a workspace can set is restricted, and nothing else is named'
  );
});
