import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { isDeeper } from '../../../src/core/kie/services/jsonText.ts';
import { CopyError, copyData, MAX_INPUT_LEVELS } from '../../../src/shared/copyData.ts';

const failure = (data: unknown): string => {
  try {
    copyData(data);
    return 'none';
  } catch (error) {
    assert.ok(error instanceof CopyError);
    return `${error.problem} ${error.path}`;
  }
};

test('copy: plain data is equal, also of another realm, and shares nothing', () => {
  const data = { prompt: 'fox 🦊 \ud83d', n: [1.5, -2, [true, null]], deep: { a: { b: '' } } };
  const copy = copyData(data) as typeof data;
  assert.deepEqual(copy, data);
  assert.notEqual(copy.n, data.n);
  assert.notEqual(copy.deep.a, data.deep.a);
  assert.deepEqual(copyData(vm.runInNewContext('({ list: [{ a: 1 }] })')), { list: [{ a: 1 }] });
  assert.deepEqual(copyData(Object.assign(Object.create(null) as object, { a: 1 })), { a: 1 });
});

test('copy: equals its own JSON', () => {
  const data = { none: undefined, zero: -0, gaps: [1, , undefined, 3], [Symbol('s')]: 1 };
  const copy = copyData(data);
  assert.deepEqual(copy, { zero: 0, gaps: [1, null, null, 3] });
  assert.ok(Object.is((copy as { zero: number }).zero, 0));
  assert.deepEqual(JSON.parse(JSON.stringify(copy)), copy);
});

test('copy: reads each property once, so that a getter cannot answer twice', () => {
  let reads = 0;
  const getter = {
    get model() {
      return `read ${++reads}`;
    }
  };
  const proxy = new Proxy({ price: 0 }, { get: (_, name) => (typeof name === 'string' ? ++reads : undefined) });
  assert.deepEqual(copyData({ getter, list: new Proxy([getter], {}), proxy }), {
    getter: { model: 'read 1' },
    list: [{ model: 'read 2' }],
    proxy: { price: 3 }
  });
  assert.equal(reads, 3);
});

test('copy: methods of foreign objects are not called', () => {
  class Cheap extends Array<string> {
    override map(): never {
      throw new Error('called');
    }
    toJSON(): string {
      return 'other';
    }
  }
  class Options {
    tier = 'fast';
    toJSON(): object {
      return { tier: 'ultra' };
    }
    toString(): string {
      return 'other';
    }
  }
  const copy = copyData({ list: Cheap.from(['a']), options: new Options() });
  assert.equal(JSON.stringify(copy), '{"list":["a"],"options":{"tier":"fast"}}');
  assert.equal(failure({ toJSON: () => ({}) }), 'type toJSON');
});

test('copy: names of prototypes are ordinary keys', () => {
  const data: unknown = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
  const copy = copyData(data) as object;
  assert.equal(JSON.stringify(copy), JSON.stringify(data));
  assert.equal(Object.getPrototypeOf(copy), Object.prototype);
  assert.equal('polluted' in {}, false);
});

for (const [what, value] of [
  ['a bigint', 1n],
  ['a symbol', Symbol('s')],
  ['a function', () => 1],
  ['NaN', NaN],
  ['Infinity', -Infinity],
  ['a Date', new Date(0)],
  ['a Map', new Map([['a', 1]])],
  ['a Set', new Set([1])],
  ['bytes', new Uint8Array(3)],
  ['a buffer', new ArrayBuffer(3)],
  ['a promise', Promise.resolve(1)],
  ['a boxed text', Object('text') as object],
  ['an error', new Error('text')],
  ['a regular expression', /a/]
] as const satisfies readonly (readonly [string, unknown])[]) {
  test(`copy: ${what} is refused with its path`, () => {
    assert.equal(failure({ list: [{ a: value }] }), 'type list[0].a');
    assert.equal(failure(value), 'type ');
  });
}

test('copy: cycles and data without a reasonable end are refused', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  assert.match(failure(cycle), /^size self(\.self)+$/);
  assert.equal(failure({ a: new Array<number>(4_000_000_000) }), 'size a');
  assert.match(failure(Array.from({ length: 400 }, () => Array.from({ length: 400 }, () => 1))), /^size \[\d+\]/);
  const endless: object = new Proxy({}, { ownKeys: () => ['a'], getOwnPropertyDescriptor, get: () => endless });
  assert.match(failure(endless), /^size a(\.a)+$/);
});

const getOwnPropertyDescriptor = (): PropertyDescriptor => ({ enumerable: true, configurable: true });

test('copy: has the same limit of levels as a recorded request', () => {
  const nest = (levels: number): unknown =>
    Array.from({ length: levels }).reduce((inner: unknown) => ({ a: inner }), 1);
  for (const [levels, refused] of [
    [MAX_INPUT_LEVELS, false],
    [MAX_INPUT_LEVELS + 1, true]
  ] as const) {
    assert.equal(isDeeper(nest(levels), MAX_INPUT_LEVELS), refused);
    if (refused) assert.match(failure(nest(levels)), /^size a(\.a)+$/);
    else assert.deepEqual(copyData(nest(levels)), nest(levels));
  }
});

test('copy: a Uri becomes its text', () => {
  const file = { scheme: 'file' };
  assert.deepEqual(
    copyData({ image: file, more: [file] }, value => (value === file ? 'file:///a.png' : undefined)),
    {
      image: 'file:///a.png',
      more: ['file:///a.png']
    }
  );
});

test('copy: an error of a getter is the error of the copy', () => {
  const data = {
    get prompt(): string {
      throw new RangeError('no value');
    }
  };
  assert.throws(() => copyData(data), RangeError);
});
