import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIncomplete } from '../../../../../src/core/kie/services/completeness.ts';
import { serviceById } from '../../../../../src/core/kie/services/services.ts';

const u = (name: string): string => `https://files.test/${name}.mp3`;

type Case = readonly (readonly [address: string, role: string | undefined, id?: string])[];

/** `response` of a separation, and its saved results. The response of split_stem_advanced is not documented. */
const ANSWERS: readonly (readonly [string, object, Case])[] = [
  [
    'fields and a list with ids',
    {
      originData: [
        { audio_url: u('v'), stem_type_group_name: 'Vocals', id: 's1' },
        { audio_url: u('other'), stem_type_group_name: 'Drums', id: 's2' }
      ],
      vocalUrl: u('v'),
      drumsUrl: u('d'),
      bassUrl: null
    },
    [
      [u('v'), 'vocal', 's1'],
      [u('d'), 'drums', 's2']
    ]
  ],
  ['a field that nobody documents', { leadGuitarUrl: u('g') }, [[u('g'), 'lead-guitar']]],
  ['snake case', { drum_kit_url: u('k') }, [[u('k'), 'drum-kit']]],
  ['one address without a name', { audioUrl: u('a') }, [[u('a'), undefined]]],
  [
    'an object by name',
    { stems: { 'Lead Vocal': u('l'), Rest: u('r') } },
    [
      [u('l'), 'lead-vocal'],
      [u('r'), 'rest']
    ]
  ],
  [
    'only the list',
    { originData: [{ audio_url: u('k'), stem_type_group_name: 'Drum Kit', id: 's' }] },
    [[u('k'), 'drum-kit', 's']]
  ],
  ['a list with other words', { stems: [{ name: 'Tabla', url: u('t'), id: 7 }] }, [[u('t'), 'tabla', '7']]],
  ['a list with stemName', { list: [{ stemName: 'Harp', stemUrl: u('h') }] }, [[u('h'), 'harp']]],
  [
    'two of one name: both are kept',
    {
      vocalUrl: u('v'),
      originData: [
        { audio_url: u('one'), stem_type_group_name: 'Vocals', id: 's1' },
        { audio_url: u('two'), stem_type_group_name: 'Vocals', id: 's2' }
      ]
    },
    [
      [u('v'), 'vocal', 's1'],
      [u('two'), 'vocals', 's2']
    ]
  ]
];

for (const [name, response, expected] of ANSWERS) {
  test(`stems: ${name}`, () => {
    const record = serviceById('suno-stems')?.read({ successFlag: 'SUCCESS', response }, 'audio');
    const state = record?.results.map(({ url, role, ref }) => [url, role, ...(ref === undefined ? [] : [ref])]);
    assert.deepEqual(state, expected);
    assert.equal(record?.incomplete, undefined);
  });
}

test('stems: a song without a stem is complete', () => {
  const list = [
    { name: 'Tabla', audio_url: u('t') },
    { name: 'Brass', audio_url: null }
  ];
  assert.equal(isIncomplete({ list }, [{ kind: 'audio', url: u('t'), role: 'tabla' }], 'audio'), false);
});
