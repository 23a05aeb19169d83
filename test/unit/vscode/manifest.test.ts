import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commonExtensions, RESULT_EXTENSIONS } from '../../../src/shared/catalog/mediaTypes.ts';
import { generated } from '../../../src/build/contributes.ts';
import { commands, settings } from '../../../src/vscode/contributions.ts';
import { builtCatalog } from '../../support/models/testCatalog.ts';
import { ON_RESULT_FILE, ON_RESULT_TYPE } from '../../../src/vscode/common/contributions/when.ts';
import { ContextKeys, Views, WALKTHROUGH } from '../../../src/vscode/ids.ts';

interface Step {
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string; readonly icon?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly scope: string; readonly default: unknown; readonly markdownDescription?: string }>
      >;
    };
  };
}

interface Restricted {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
}

const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
const nls = readFileSync(new URL('../../../package.nls.json', import.meta.url), 'utf8');
const { contributes, publisher, name: ownName } = JSON.parse(text) as Manifest;
const { properties } = contributes.configuration;

const commandIds: readonly string[] = Object.keys(commands);

for (const [file, content] of Object.entries(generated(text, (await builtCatalog()).entries))) {
  test(`contributions: ${file} is what npm run contributes writes`, () => {
    assert.equal(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8'), content);
  });
}

test('contributions: views of the manifest are those of the code', () => {
  const declared = Object.values(contributes.views)
    .flat()
    .map(({ id }) => id);
  assert.deepEqual(declared.sort(), Object.values<string>(Views).sort());
});

test('contributions: every ID in the code is a command, setting, view or key', () => {
  const known = [
    ...commandIds,
    ...Object.keys(settings),
    ...Object.values<string>(Views),
    ...Object.values(ContextKeys)
  ];
  for (const file of globSync('src/**/*.ts', { cwd: new URL('../../..', import.meta.url) })) {
    const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
    for (const [, id = ''] of source.matchAll(/(?:executeCommand\(|command: |Setting\()\s*'(kie\.[\w.]+)'/g)) {
      assert.ok(known.includes(id), `${file}: ${id}`);
    }
  }
});

test('context keys: the manifest uses those that the code sets', () => {
  const views = Object.values<string>(Views);
  const keys = [...text.matchAll(/"(?:when": "|onContext:)([^"]*)"/g)].flatMap(
    match => match[1]?.match(/\bkie\.\w+/g) ?? []
  );
  const used = new Set(keys.filter(key => !views.includes(key)));
  assert.deepEqual([...used].sort(), Object.values<string>(ContextKeys).sort());
});

test('hosts: are application settings, so that no workspace can redirect the key', () => {
  for (const name of ['kie.apiBaseUrl', 'kie.uploadBaseUrl', 'kie.callBackUrl']) {
    assert.equal(properties[name]?.scope, 'application', name);
  }
});

test('settings: every one has a default', () => {
  for (const [name, { default: value }] of Object.entries(properties)) assert.notEqual(value, undefined, name);
});

test('workspace: cannot raise the limits for spending without confirmation', () => {
  for (const name of ['kie.confirmAboveCredits', 'kie.dailyCreditLimit']) {
    assert.equal(properties[name]?.scope, 'application', name);
  }
});

test('daily limit: is 1,000 credits unless the user sets another', () => {
  assert.equal(properties['kie.dailyCreditLimit']?.default, 1_000);
});

test('walkthrough: its commands, views and images exist', () => {
  const [walkthrough, ...others] = contributes.walkthroughs;
  assert.ok(walkthrough);
  assert.deepEqual([`${publisher}.${ownName}#${walkthrough.id}`, others], [WALKTHROUGH, []]);
  const known = [commandIds, Object.values<string>(Views), Object.values<string>(ContextKeys)];
  for (const { media, completionEvents } of walkthrough.steps) {
    assert.ok(existsSync(new URL(`../../../${media.svg}`, import.meta.url)), media.svg);
    assert.notEqual(completionEvents.length, 0);
    for (const event of completionEvents) {
      const [kind = '', id = ''] = event.split(':');
      assert.ok(known[['onCommand', 'onView', 'onContext'].indexOf(kind)]?.includes(id), event);
    }
  }
  for (const [, id = ''] of nls.matchAll(/\(command:([\w.]+)/g)) assert.ok(known[0]?.includes(id), id);
});

test('palette: hides commands that need a target', () => {
  const hidden = (contributes.menus['commandPalette'] ?? [])
    .filter(({ when }) => when === 'false')
    .map(({ command }) => command);
  for (const id of commandIds.filter(command => /^kie\.(task|batch)\./.test(command)))
    assert.ok(hidden.includes(id), id);
});

/** Context values of tree items in code (taskRow.ts, resultItem.ts, batchItem.ts of features/tasks/tree). */
const LINES: readonly (readonly [string, readonly string[]])[] = [
  ['task active tracked prompt', ['stop']],
  ['task active unsent waiting prompt', ['toFront', 'cancel']],
  ['task active unsent approvable prompt', ['approve', 'cancel']],
  ['task active tracked saved partial prompt', ['open', 'collectEarly', 'stop']],
  ['task ended saved more again prompt', ['open', 'useIn', 'runAgain']],
  ['task ended saved media again prompt', ['open', 'useIn', 'runAgain']],
  ['task ended saved again prompt', ['open', 'reveal', 'runAgain']],
  ['task ended saved more resumable uncollected', ['open', 'useIn', 'downloadAgain']],
  ['task ended resumable unverified uncollected', ['saveAnyway', 'downloadAgain']],
  ['task ended resumable kept uncollected', ['downloadAgain']],
  ['task ended saved downloadable again', ['open', 'reveal', 'runAgain']],
  ['task ended needsKey again prompt', ['setApiKey', 'runAgain']],
  ['task ended needsCredits again prompt', ['topUp', 'runAgain']],
  ['task ended fixable again prompt', ['reuse', 'runAgain']],
  ['result unverified', ['saveAnyway']],
  ['task ended successor again', ['openSuccessor', 'runAgain']],
  ['task ended unknown assignable prompt', ['explain', 'adopt']],
  ['task ended unknown prompt', ['explain']],
  ['result saved more media', ['open', 'reveal', 'useIn']],
  ['result saved', ['open', 'reveal']],
  ['result', []],
  ['batch running stoppable', ['pause', 'stop']],
  ['batch paused stoppable', ['resume', 'stop']],
  ['batch running stoppable unapproved', ['approveAll', 'pause', 'stop']],
  ['batch ended retriable', ['retryFailed']],
  ['batch ended retriable files', ['retryFailed', 'openFolder']],
  ['batch running stoppable files', ['pause', 'stop']],
  ['batch', []],
  ['group', []],
  ['rest', []]
];

test('tree items: unverified results can be saved, others downloaded again', () => {
  const shown = (line: string): readonly string[] =>
    (contributes.menus['view/item/context'] ?? [])
      .filter(({ when = '' }) => new RegExp(/viewItem =~ \/(.*?)\//.exec(when)?.[1] ?? '^$').test(line))
      .map(({ command }) => command ?? '');
  assert.ok(shown('task ended resumable unverified uncollected').includes('kie.task.saveAnyway'));
  assert.ok(shown('result unverified').includes('kie.task.saveAnyway'));
  assert.ok(shown('task ended resumable kept uncollected').includes('kie.task.saveAnyway'));
  assert.ok(shown('result kept').includes('kie.task.saveAnyway'));
  assert.ok(shown('task ended saved downloadable again').includes('kie.task.downloadAgain'));
  assert.ok(shown('result saved downloadable').includes('kie.task.downloadAgain'));
  assert.ok(!shown('result saved').includes('kie.task.downloadAgain'));
});

test('tree items: have at most three inline actions, each with an icon', () => {
  const inline = (contributes.menus['view/item/context'] ?? []).filter(({ group }) => group?.startsWith('inline'));
  for (const [line, expected] of LINES) {
    const shown = inline
      .filter(({ when = '' }) => {
        const pattern = /viewItem =~ \/(.*)\/$/.exec(when)?.[1];
        assert.ok(pattern, when);
        return new RegExp(pattern).test(line);
      })
      .toSorted((a, b) => (a.group ?? '').localeCompare(b.group ?? ''));
    assert.deepEqual(
      shown.map(({ command }) => command?.split('.').at(-1)),
      expected,
      line
    );
    assert.ok(shown.length <= 3);
  }
  const icons = new Map(contributes.commands.map(({ command, icon }) => [command, icon]));
  const toolbars = [
    ...inline,
    ...(contributes.menus['view/title'] ?? []).filter(({ group }) => group?.startsWith('navigation'))
  ];
  for (const { command = '' } of toolbars) assert.match(icons.get(command) ?? '', /^\$\([a-z-]+\)$/, command);
});

/** The lists of extensions in a condition of a menu item. Fails for one that depends on the case of letters. */
const extensionsIn = (when: string): readonly (readonly string[])[] => {
  const lists = [...when.matchAll(/resourceExtname =~ \/\^\\\.\(([\w|]+)\)\$\/i(?!\w)/g)].map(match => match[1] ?? '');
  assert.equal(lists.length, when.split('resourceExtname').length - 1, when);
  return lists.map(list => list.split('|'));
};

test('menus: appear exactly on files that nearly every model accepts', () => {
  const [image, video, audio] = (['image', 'video', 'audio'] as const).map(kind => commonExtensions(kind));
  const all = [image, video, audio].flatMap(extensions => extensions ?? []);
  const onResults = [all, RESULT_EXTENSIONS];
  const shown = Object.entries(contributes.menus).flatMap(([menu, items]) =>
    items.flatMap(({ command, submenu, when = '' }): [string, readonly (readonly string[])[]][] => {
      const extensions = extensionsIn(when);
      return extensions.length === 0 ? [] : [[`${menu} ${command ?? submenu ?? ''}`, extensions]];
    })
  );
  assert.deepEqual(Object.fromEntries(shown), {
    'commandPalette kie.result.open': [RESULT_EXTENSIONS],
    'explorer/context kie.submenu': onResults,
    'editor/title/context kie.submenu': onResults,
    'editor/title kie.submenu': onResults,
    'kie.submenu kie.menu.upscaleImage': [image],
    'kie.submenu kie.menu.removeBackground': [image],
    'kie.submenu kie.menu.upscaleVideo': [video],
    'kie.submenu kie.menu.isolateVoice': [audio],
    'kie.submenu kie.editImage': [image],
    'kie.submenu kie.animateImage': [image],
    'kie.submenu kie.result.useIn': [all],
    'kie.submenu kie.result.open': onResults
  });
  assert.equal(shown.length, 12);
});

test('Open in Result Editor: menus and the palette show it by the type of file', () => {
  const items = Object.entries(contributes.menus).flatMap(([menu, shown]) => shown.map(item => ({ ...item, menu })));
  const conditionIn = (menu: string, { command, submenu }: MenuItem): string =>
    items.find(item => item.menu === menu && item.command === command && item.submenu === submenu)?.when ?? '';
  for (const menu of ['explorer/context', 'editor/title/context', 'editor/title'])
    assert.ok(conditionIn(menu, { submenu: 'kie.submenu' }).includes(ON_RESULT_FILE), menu);
  assert.equal(conditionIn('kie.submenu', { command: 'kie.result.open' }), ON_RESULT_FILE);
  assert.ok(conditionIn('commandPalette', { command: 'kie.result.open' }).endsWith(ON_RESULT_TYPE));
});

test('untrusted workspace: cannot change settings that cost, send or write', () => {
  const restricted = (JSON.parse(text) as Restricted).capabilities.untrustedWorkspaces.restrictedConfigurations;
  // A workspace cannot set application-scoped settings, and notifications and editors carry no risk.
  const open = Object.entries(properties).filter(
    ([name, { scope }]) => scope !== 'application' && !restricted.includes(name)
  );
  assert.deepEqual(
    open.map(([name]) => name),
    ['kie.notifications', 'kie.openResult']
  );
});
