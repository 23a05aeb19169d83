import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft, FieldMode } from '../../../../../src/shared/form.ts';
import {
  NO_MODE_CHOICES,
  chooseOption,
  isHiddenByMode,
  isOffered,
  shownOption,
  withoutChoices
} from '../../../../../webview/generate/model/modes.ts';

const mode = {
  id: 'media',
  options: [
    { label: 'Frames', params: ['first', 'last', 'shared'] },
    { label: 'References', params: ['refs', 'shared'] }
  ]
};

/** The choices of one form, and the draft after each choice. */
function setUp() {
  let choices = NO_MODE_CHOICES;
  return {
    get choices() {
      return choices;
    },
    choose: (of: FieldMode, index: number, draft: Draft): Draft => {
      const next = chooseOption(choices, of, index, draft);
      choices = next.modes;
      return next.draft;
    }
  };
}

test('modes: another option sets values aside and brings its own back', () => {
  const modes = setUp();
  const frames = { prompt: 'x', first: 'a', shared: 1 };
  const refs = modes.choose(mode, 1, frames);
  assert.deepEqual(refs, { prompt: 'x', shared: 1 });
  assert.equal(shownOption(modes.choices, mode), 1);
  assert.deepEqual(modes.choose(mode, 0, { ...refs, refs: ['r'] }), frames);
  assert.deepEqual(modes.choose(mode, 1, frames), { ...refs, refs: ['r'] });
});

test('modes: a value set aside does not replace one entered since', () => {
  const modes = setUp();
  modes.choose(mode, 1, { first: 'old' });
  assert.deepEqual(modes.choose(mode, 0, { first: 'new' }), { first: 'new' });
});

test('modes: a choice does not change the choices before it', () => {
  const { modes } = chooseOption(NO_MODE_CHOICES, mode, 1, { first: 'a' });
  assert.equal(shownOption(NO_MODE_CHOICES, mode), 0);
  chooseOption(modes, mode, 0, {});
  assert.deepEqual([...modes.setAside], [['first', 'a']]);
});

test('modes: fields of other options are hidden, shared and other fields are not', () => {
  const modes = setUp();
  const hidden = (names: readonly string[]) => names.filter(name => isHiddenByMode(modes.choices, [mode], name));
  const names = ['first', 'refs', 'shared', 'prompt'];
  assert.deepEqual(hidden(names), ['refs']);
  modes.choose(mode, 1, {});
  assert.deepEqual(hidden(names), ['first']);
});

test('modes: a choice is offered only while another one leaves a field of it', () => {
  const modes = setUp();
  const source = { id: 'refs', options: ['refs', 'link'].map(name => ({ label: name, params: [name] })) };
  const media = { ...mode, options: [mode.options[0]!, { label: 'References', params: ['refs', 'link'] }] };
  const all = [media, source];
  const offered = () => all.filter(one => isOffered(modes.choices, all, one)).map(({ id }) => id);
  assert.deepEqual(offered(), ['media']);
  modes.choose(media, 1, {});
  assert.deepEqual(offered(), ['media', 'refs']);
});

test('modes: a replaced draft decides until the user chooses', () => {
  const modes = setUp();
  assert.equal(shownOption(modes.choices, { ...mode, chosen: 1 }), 1);
  modes.choose(mode, 0, {});
  assert.equal(shownOption(modes.choices, { ...mode, chosen: 1 }), 0);
  assert.equal(shownOption(withoutChoices(modes.choices), { ...mode, chosen: 1 }), 1);
});
