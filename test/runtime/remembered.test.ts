// What is made of texts is made once, as long as there are few of them and they are short.
import { expect, it } from 'vitest';
import { accepting } from '../../runtime/accept.js';
import { remembered } from '../../runtime/remembered.js';

function counting() {
  const made: string[] = [];
  const of = remembered((text) => {
    made.push(text);
    return { text };
  });
  return { made, of };
}

it('the same text is made once', () => {
  const { made, of } = counting();
  expect(of('a')).toBe(of('a'));
  expect(of('b')).toEqual({ text: 'b' });
  expect(made).toEqual(['a', 'b']);
});

it('ever other texts fill no memory, and stay right', () => {
  const { made, of } = counting();
  for (let at = 0; at < 1000; at++) of(`text ${at}`);
  of('text 0');
  expect(made).toHaveLength(1001);
  expect(of('text 999')).toEqual({ text: 'text 999' });
});

it('a long text is not kept', () => {
  const { made, of } = counting();
  const long = 'x'.repeat(1000);
  of(long);
  expect(of(long)).toEqual({ text: long });
  expect(made).toHaveLength(2);
});

it('names of what every object inherits are texts like any other', () => {
  const { of } = counting();
  for (const name of ['__proto__', 'constructor', 'toString']) expect(of(name)).toEqual({ text: name });
});

it('an Accept header is judged alike the second time', () => {
  for (let time = 0; time < 2; time++) {
    const accepts = accepting('text/*, application/json;q=0');
    expect([accepts('text/plain'), accepts('application/json')]).toEqual([true, false]);
  }
});
