// JSON pointers: what is written is read again, and nothing inherited is ever found.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberOf, partAt, pointerAt, pointerTokens } from '../../runtime/json-pointer.js';

describe('a JSON pointer', () => {
  it('is read as it was written, whatever the keys', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('', '~', '/', '~1', '~01', '__proto__', '%25', '#'));
    fc.assert(
      fc.property(fc.array(key), (keys) => {
        expect(pointerTokens(pointerAt('', ...keys))).toEqual(keys);
        expect(pointerTokens(pointerAt('#', ...keys))).toEqual(keys);
      }),
      { seed: 6901 },
    );
  });

  it('finds the examples of RFC 6901 §5', () => {
    const document = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'm~n': 8, ' ': 7 };
    const found = ['', '/foo', '/foo/0', '/', '/a~1b', '/m~0n', '/ '].map((each) => partAt(document, each));
    expect(found).toEqual([document, ['bar', 'baz'], 'bar', 0, 1, 8, 7]);
  });

  it.each([
    ['what every object inherits', {}, '/constructor'],
    ['the length of a list', [1], '/length'],
    ['an item that is not written as one', [1, 2], '/01'],
    ['the place behind the last', [1], '/-'],
    ['a member of a text', 'text', '/0'],
    ['a member of nothing', null, '/a'],
    ['what lies behind nothing', {}, '/a/b'],
  ])('finds nothing for %s', (_, value, pointer) => {
    expect(partAt(value, pointer)).toBeUndefined();
  });

  it('finds own members, whatever their names', () => {
    expect(memberOf(JSON.parse('{"__proto__": 1}'), '__proto__')).toBe(1);
  });
});
