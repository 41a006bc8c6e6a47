// The guess behind "did you mean".
import { describe, expect, it } from 'vitest';
import { closest } from '../../generator/family/closest.js';
import { isSafeSegment } from '../../generator/family/path-segment.js';

describe('closest', () => {
  const known = ['notBefore', 'deprecatedAt', 'successor', 'state', 'spec', 'from', 'id'];
  it.each([
    ['notbefore', 'notBefore'],
    ['notBfeore', 'notBefore'],
    ['not_before', 'notBefore'],
    ['sucessor', 'successor'],
    ['stat', 'state'],
    ['form', 'from'],
    ['Id', 'id'],
    ['colour', undefined],
    ['x', undefined],
    ['', undefined],
    ['n'.repeat(100_000), undefined],
  ])('%s', (word, expected) => {
    expect(closest(word, known)).toBe(expected);
  });
});

describe('isSafeSegment', () => {
  it.each(['1.3', 'v1', '2024-06-01', 'scp-virtualserver', 'A_b.c', 'console'])('%s', (name) => {
    expect(isSafeSegment(name)).toBe(true);
  });
  it.each([
    ...[
      '',
      '.',
      '..',
      '.a',
      '-a',
      'a/b',
      'a\\b',
      'a..b',
      'a.',
      'a b',
      'a\n',
      'a\0',
      'é',
      '１.３',
      'a:b',
      '~',
      '__proto__',
    ],
    ...['con', 'NUL', 'Com1', 'lpt9.txt', 'aux.1', 'a'.repeat(101)],
  ])('not %j', (name) => {
    expect(isSafeSegment(name)).toBe(false);
  });
});
