import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import {
  identifier,
  isCaseless,
  isPlainKey,
  isToldApart,
  type NameStyle,
  typeNameOf,
  uniqueNames,
  variantName,
  versionNames,
} from '../../generator/model/names.js';
import type { SafeName } from '../../generator/model/types.js';

const FIXED = { seed: 1, numRuns: 500 };
const STYLES: readonly NameStyle[] = ['camel', 'pascal'];

/** Words of every kind that has bitten a generator: code, paths, other scripts, marks, invisible characters, reserved words. */
const PIECES = [
  ...'aAzZ09_-$ ./{}[]()\'"`\\;:*<>&#@!?\n\u2028\u00b2\u00bd',
  ...[
    'list',
    'Items',
    'class',
    'constructor',
    '__proto__',
    'default',
    'Record',
    'ID',
    'HTMLPage',
    '\u00df',
    'SS',
    '\u1e9e',
  ],
  ...[
    '\u0130',
    '\u0131',
    '\u017f',
    '\u03c3',
    '\u03c2',
    'e\u0301',
    '\u00e9',
    '\u0303',
    '\u212a',
    '\u4f8b',
    '\u05d0',
    '\u3164',
    '\u200d',
  ],
  ...[
    '\ufe0f',
    '\u{1d400}',
    '\u{20000}',
    '\u{31350}',
    '\u2160',
    '\u2e2f',
    '\u20dd',
    '\u0660',
    '\ud800',
    '*/',
    `\${x}`,
    '//',
  ],
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 8 })
  .map((pieces) => pieces.join(''));
const long = fc.tuple(text, fc.integer({ min: 1, max: 60 })).map(([each, times]) => each.repeat(times));
const anyText = fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: long });
/** Texts that are alike: most of them share an identifier. */
const alike = fc.uniqueArray(
  fc
    .tuple(
      fc.constantFrom('get', 'Get', 'GET'),
      fc.constantFrom('', ' ', '-', '_', '/', '{'),
      fc.constantFrom('user', 'User', 'USER', '2'),
    )
    .map((parts) => parts.join('')),
  { maxLength: 20 },
);
const texts = fc.oneof(alike, fc.uniqueArray(anyText, { maxLength: 12 }));

/** Declares the name in strict mode, where the engine itself says whether it is a name. */
function declares(name: string): boolean {
  try {
    new Function(`"use strict"; var ${name};`);
    return /^[^\s;,=]+$/.test(name);
  } catch {
    return false;
  }
}

const CASES = [
  (name: string) => name,
  (name: string) => name.toLowerCase(),
  (name: string) => name.toUpperCase(),
];

describe.each(STYLES)('identifier, %s', (style) => {
  it('is a name to the engine and to TypeScript', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        const name = identifier(given, style);
        expect(declares(name), name).toBe(true);
        const scanner = ts.createScanner(ts.ScriptTarget.ES2023, true, ts.LanguageVariant.Standard, name);
        const kind = scanner.scan();
        // Words such as `type` are keywords only where the grammar asks for one; they are refused all the same, see below.
        expect([kind, scanner.getTokenText()], name).toEqual([ts.SyntaxKind.Identifier, name]);
      }),
      FIXED,
    );
  });

  it('is normal, visible and short', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        const name = identifier(given, style);
        expect(name.normalize('NFC')).toBe(name);
        expect(name).not.toMatch(/\p{Default_Ignorable_Code_Point}|\p{C}|\$/u);
        expect(name.length).toBeLessThanOrEqual(81);
      }),
      FIXED,
    );
  });

  it('depends on nothing but the text', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        expect(identifier(given, style)).toBe(identifier(given, style));
        expect(identifier(given.normalize('NFD').normalize('NFC'), style)).toBe(
          identifier(given.normalize('NFC'), style),
        );
      }),
      FIXED,
    );
  });

  const RESERVED =
    'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in ' +
    'instanceof new null return super switch this throw true try typeof var void while with let static yield await implements interface ' +
    'package private protected public eval arguments undefined NaN Infinity any unknown never string number boolean symbol bigint object ' +
    'type constructor prototype then Object Array String Number Boolean Promise Record Date Error Map Set Response Request Headers URL';

  it.each(RESERVED.split(' '))('%s is never a name', (word) => {
    expect(identifier(word, style)).not.toBe(word);
    expect(declares(identifier(word, style))).toBe(true);
  });

  it.each([
    '__proto__',
    '',
    ' ',
    '!!!',
    '1',
    '\u00b2',
    '\u{1f600}',
    '\u0303',
    '*/ alert(1) /*',
    '\u3164',
    `\${process.exit()}`,
  ])('%j becomes one', (given) => {
    expect(declares(identifier(given, style))).toBe(true);
  });
});

describe('the words of a text', () => {
  it.each([
    ['listSnapshots', 'listSnapshots', 'ListSnapshots'],
    ['list_snapshots', 'listSnapshots', 'ListSnapshots'],
    ['get /v1/{id}', 'getV1Id', 'GetV1Id'],
    ['ID', 'id', 'ID'],
    ['HTMLPage', 'htmlPage', 'HTMLPage'],
    ['2fa', 'n2fa', 'N2fa'],
    ['\u00e9tat', '\u00e9tat', '\u00c9tat'],
    ['e\u0301tat', '\u00e9tat', '\u00c9tat'],
    ['class', 'class_', 'Class'],
    ['Error', 'error', 'Error_'],
    ['a\ufe0f', 'a', 'A'],
  ])('%s: %s, %s', (given, camel, pascal) => {
    expect([identifier(given, 'camel'), identifier(given, 'pascal')]).toEqual([camel, pascal]);
  });

  it('texts without a word are told apart', () => {
    const names = ['', ' ', '!', '\u{1f600}', '\u00b2'].map((given) => identifier(given, 'camel'));
    expect(new Set(names).size).toBe(names.length);
  });

  it('long texts that begin alike are told apart', () => {
    expect(identifier(`${'a'.repeat(100)}x`, 'camel')).not.toBe(identifier(`${'a'.repeat(100)}y`, 'camel'));
  });
});

describe.each(STYLES)('uniqueNames, %s', (style) => {
  const folded = (name: string) => name.toLowerCase().toUpperCase().toLowerCase();
  const isAlike = (one: string, other: string) =>
    folded(identifier(one, style)) === folded(identifier(other, style));

  it('names every text once, each with a name of its own', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const names = uniqueNames(given, style);
        expect([...names.keys()].sort()).toEqual([...given].sort());
        expect(new Set(names.values()).size).toBe(given.length);
        for (const name of names.values()) {
          expect(declares(name), name).toBe(true);
          expect(name.length).toBeLessThanOrEqual(81 + 9);
        }
      }),
      FIXED,
    );
  });

  it('only names that the document itself spells so differ by case alone', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const names = uniqueNames(given, style);
        const others = given.filter((each) => names.get(each) !== each);
        for (const fold of CASES) {
          const all = [...names.values()].map(fold);
          for (const each of others) {
            const name = fold(names.get(each) ?? '');
            expect(all.filter((other) => other === name)).toEqual([name]);
          }
        }
      }),
      FIXED,
    );
  });

  it('the order of texts does not matter', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const back = uniqueNames([...given].reverse(), style);
        expect([...back].sort()).toEqual([...uniqueNames(given, style)].sort());
      }),
      FIXED,
    );
  });

  it('a text that needs no cleaning keeps its name, whatever else there is', () => {
    const canonical = anyText
      .map((each) => identifier(each, style))
      .filter((each) => !/_/.test(each) && identifier(each, style) === each);
    fc.assert(
      fc.property(canonical, texts, texts, (given, some, others) => {
        expect(uniqueNames([given], style).get(given)).toBe(given);
        const variants = [given.toUpperCase(), given.toLowerCase(), `${given}!`, ` ${given}`, `${given}_`];
        expect(uniqueNames([...some, ...variants, given, ...others], style).get(given)).toBe(given);
      }),
      FIXED,
    );
  });

  it('unlike texts do not matter, nor does a text that comes twice', () => {
    fc.assert(
      fc.property(texts, texts, (given, others) => {
        const unlike = others.filter((other) => !given.some((each) => isAlike(each, other)));
        const alone = uniqueNames(given, style);
        const together = uniqueNames([...unlike, ...given, ...given], style);
        for (const each of given) expect(together.get(each)).toBe(alone.get(each));
      }),
      FIXED,
    );
  });

  it('texts that are told apart stay so, whatever comes and goes', () => {
    fc.assert(
      fc.property(texts, texts, (given, others) => {
        const alone = uniqueNames(given, style);
        const together = uniqueNames([...given, ...others], style);
        for (const each of given)
          if (alone.get(each) !== identifier(each, style)) expect(together.get(each)).toBe(alone.get(each));
      }),
      FIXED,
    );
  });

  it('names of variants are nobody else\u2019s', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const names = [...uniqueNames(given, style).values()];
        const bases = names.map((name) => variantName(name, 'Base'));
        const variants = [...names, ...bases].map((name) => variantName(name, 'Writable'));
        const all = [...names, ...bases, ...variants];
        expect(new Set(all).size).toBe(all.length);
        for (const name of all) expect(declares(name), name).toBe(true);
      }),
      FIXED,
    );
  });

  it('operations\u2019 types begin with names that are as different', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const names = [...uniqueNames(given, 'camel').values()].map(typeNameOf);
        expect(new Set(names).size).toBe(given.length);
        for (const name of names) expect(declares(`${name}Input`), name).toBe(true);
      }),
      FIXED,
    );
  });

  it('a text that nothing is like keeps its identifier', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        expect(uniqueNames([given], style).get(given)).toBe(identifier(given, style));
      }),
      FIXED,
    );
  });
});

describe('names of operations', () => {
  it('are none of a schema, unless their first letter has no case', () => {
    fc.assert(
      fc.property(texts, texts, (some, others) => {
        const schemas = new Set<string>(uniqueNames(others, 'pascal').values());
        for (const name of uniqueNames(some, 'camel').values())
          expect(schemas.has(name) && !isCaseless(name), name).toBe(false);
      }),
      FIXED,
    );
    expect(uniqueNames(['\u{1d400}bc'], 'pascal').get('\u{1d400}bc')).toBe('Bc');
    expect(['\u4f8b', '\u0138', 'a', '\u00e9'].map((name) => isCaseless(name as SafeName))).toEqual([
      ...[true, true, false, false],
    ]);
  });
});

describe('texts that are alike', () => {
  it('are known by their names', () => {
    fc.assert(
      fc.property(texts, (given) => {
        for (const [each, name] of uniqueNames(given, 'camel'))
          expect(isToldApart(name), name).toBe(name !== identifier(each, 'camel'));
      }),
      FIXED,
    );
  });

  it('the one that is its own identifier keeps it', () => {
    const names = uniqueNames(['get-user', 'getUser', 'GET USER'], 'camel');
    expect(names.get('getUser')).toBe('getUser');
    expect(names.get('get-user')).toMatch(/^getUser_[0-9a-f]{8}$/);
    expect(names.get('GET USER')).toMatch(/^getUSER_[0-9a-f]{8}$/);
  });

  it.each([
    ['getUser', ['getuser', 'GetUser', 'get-user', 'get_user', 'GET USER'], 'camel'],
    ['Pet', ['pet', 'PET', 'Pet!', 'p-et', '_Pet', 'Pet_Writable'], 'pascal'],
  ] as const)('%s stays so among %j', (name, others, style) => {
    expect(uniqueNames([...others, name], style).get(name)).toBe(name);
  });

  it('equal digests, which can be looked for, are no equal names', () => {
    // SHA-256 of both begins with 78d11717; found among 100,000 texts of one identifier.
    const names = uniqueNames(['get/!+?_user', 'get- :!-/user'], 'camel');
    expect(new Set(names.values()).size).toBe(2);
  });
});

describe('versionNames', () => {
  it('is a namespace for every version', () => {
    expect(Object.fromEntries(versionNames(['1.3', 'v5', '2024-06-01']))).toEqual({
      '1.3': 'v1_3',
      v5: 'v5',
      '2024-06-01': 'v2024_06_01',
    });
  });

  it('tells ids apart that read alike, whatever their order', () => {
    const names = versionNames(['v1', '1', '2']);
    expect(new Set(names.values()).size).toBe(3);
    expect(names.get('2')).toBe('v2');
    expect([...versionNames(['2', '1', 'v1'])].sort()).toEqual([...names].sort());
  });
});

describe('isPlainKey', () => {
  it('is true for what stands bare in an object and means itself', () => {
    fc.assert(
      fc.property(text, (given) => {
        if (!isPlainKey(given)) return;
        expect(new Function(`"use strict"; return Object.keys({${given}: 1});`)()).toEqual([given]);
      }),
      FIXED,
    );
    expect(['a', '$a', '_1', 'class', '__proto__', '1a', 'a-b', ''].map(isPlainKey)).toEqual([
      ...[true, true, true, true, false, false, false, false],
    ]);
  });
});
