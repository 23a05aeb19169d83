import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Modes } from '../../../../../webview/generate/model/modes.ts';

const mode = {
  id: 'media',
  options: [
    { label: 'Frames', params: ['first', 'last', 'shared'] },
    { label: 'References', params: ['refs', 'shared'] }
  ]
};

test('a change of the way puts values aside and brings them back', () => {
  const modes = new Modes();
  const frames = { prompt: 'x', first: 'a', shared: 1 };
  const refs = modes.choose(mode, 1, frames);
  assert.deepEqual(refs, { prompt: 'x', shared: 1 });
  assert.equal(modes.shown(mode), 1);
  assert.deepEqual(modes.choose(mode, 0, { ...refs, refs: ['r'] }), frames);
  assert.deepEqual(modes.choose(mode, 1, frames), { ...refs, refs: ['r'] });
});

test('what was put aside does not replace what was entered since', () => {
  const modes = new Modes();
  modes.choose(mode, 1, { first: 'old' });
  assert.deepEqual(modes.choose(mode, 0, { first: 'new' }), { first: 'new' });
});

test('fields of the other ways are hidden, fields of both or of none are not', () => {
  const modes = new Modes();
  const hidden = (names: readonly string[]) => names.filter(name => modes.hides([mode], name));
  const names = ['first', 'refs', 'shared', 'prompt'];
  assert.deepEqual(hidden(names), ['refs']);
  modes.choose(mode, 1, {});
  assert.deepEqual(hidden(names), ['first']);
});

test('a choice is offered only where another one leaves a field of it', () => {
  const modes = new Modes();
  const source = { id: 'refs', options: ['refs', 'link'].map(name => ({ label: name, params: [name] })) };
  const media = { ...mode, options: [mode.options[0]!, { label: 'References', params: ['refs', 'link'] }] };
  const offered = () => [media, source].filter(one => modes.offers([media, source], one)).map(({ id }) => id);
  assert.deepEqual(offered(), ['media']);
  modes.choose(media, 1, {});
  assert.deepEqual(offered(), ['media', 'refs']);
});

test('a draft from elsewhere decides, until the person does', () => {
  const modes = new Modes();
  assert.equal(modes.shown({ ...mode, chosen: 1 }), 1);
  modes.choose(mode, 0, {});
  assert.equal(modes.shown({ ...mode, chosen: 1 }), 0);
  modes.follow();
  assert.equal(modes.shown({ ...mode, chosen: 1 }), 1);
});
