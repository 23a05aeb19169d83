import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Commands, ContextKeys, SECTION, Settings, Views } from '../../../src/vscode/ids.ts';
import { EXTENSIONS } from '../../../src/vscode/services/mediaFiles.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly scope: string; readonly default: unknown; readonly markdownDescription?: string }>
      >;
    };
  };
}

const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
const nls = readFileSync(new URL('../../../package.nls.json', import.meta.url), 'utf8');
const { contributes } = JSON.parse(text) as Manifest;
const { properties } = contributes.configuration;

test('the manifest and the code name the same commands, settings and views', () => {
  assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), Object.values<string>(Commands).sort());
  assert.deepEqual(
    Object.keys(properties).sort(),
    Object.values(Settings)
      .map(name => `${SECTION}.${name}`)
      .sort()
  );
  assert.deepEqual(
    Object.values(contributes.views)
      .flat()
      .map(({ id }) => id)
      .sort(),
    Object.values<string>(Views).sort()
  );
});

test('every menu names a command there is, and every text of the manifest exists', () => {
  const known = Object.values<string>(Commands);
  for (const item of Object.values(contributes.menus).flat()) {
    if (item.command !== undefined) assert.ok(known.includes(item.command), item.command);
  }
  const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(match => match[1]).sort();
  assert.deepEqual([...new Set(used)], Object.keys(JSON.parse(nls) as object).sort());
  assert.ok(contributes.commands.every(({ category }) => category === 'KIE'));
});

test('context keys of ours in the manifest are those the code sets', () => {
  const views = Object.values<string>(Views);
  const keys = [...text.matchAll(/"when": "([^"]*)"/g)].flatMap(match => match[1]?.match(/\bkie\.\w+/g) ?? []);
  const used = new Set(keys.filter(key => !views.includes(key)));
  assert.deepEqual([...used].sort(), Object.values<string>(ContextKeys).sort());
});

test('hosts are application settings, so that no workspace can redirect the key', () => {
  for (const name of [Settings.apiBaseUrl, Settings.uploadBaseUrl, Settings.callBackUrl]) {
    assert.equal(properties[`kie.${name}`]?.scope, 'application', name);
  }
});

test('every setting has a default, for the code has none', () => {
  for (const [name, { default: value }] of Object.entries(properties)) assert.notEqual(value, undefined, name);
});

test('no workspace can raise the limit of the day', () => {
  assert.equal(properties[`kie.${Settings.dailyCreditLimit}`]?.scope, 'application');
});

test('what needs a target is not in the palette', () => {
  const hidden = (contributes.menus['commandPalette'] ?? [])
    .filter(({ when }) => when === 'false')
    .map(({ command }) => command);
  for (const id of Object.values(Commands).filter(command => command.startsWith('kie.task.')))
    assert.ok(hidden.includes(id), id);
});

test('menus appear on the files that the commands take', () => {
  const when = (contributes.menus['editor/title/context'] ?? [])[0]?.when ?? '';
  // elevenlabs/audio-isolation, the only action on sounds, documents no FLAC.
  const offered = Object.values(EXTENSIONS)
    .flat()
    .filter(extension => extension !== 'flac');
  for (const extension of offered) assert.match(when, new RegExp(`[(|]${extension}[|)]`));
});
