// The security boundary: whatever a document says, each token class is one token of its class, and says that very thing.
import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { comment, index, js, key, line } from '../../generator/emit/tokens.js';

const FIXED = { seed: 1, numRuns: 500 };

/** Pieces that have ended a string, a comment or a line somewhere, and words that somebody obeys. */
const PIECES = [
  ...'\'"`\\/*@#$ \n\r\t\0<>-!{}[]();:=.x9é😀',
  ...[
    '*/',
    '/*',
    '//',
    '///',
    '/**',
    '*\\/',
    '<!--',
    '-->',
    '</script>',
    '${',
    '`',
    '\\u0022',
    '\\x22',
    '\\',
    '\\\n',
  ],
  ...[
    '\u2028',
    '\u2029',
    '\u0085',
    '\u000b',
    '\f',
    '\ud800',
    '\udc00',
    '\ufeff',
    '\u202e',
    '\u2066',
    '\u061c',
    '\u200b',
    '\u00ad',
    '\u{e0041}',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'prototype',
    'eval',
    'default',
    '0',
    '-1',
    '1e999',
    'NaN',
    'undefined',
  ],
  ...[
    '@ts-ignore',
    '@ts-nocheck',
    '@ts-expect-error',
    '@deprecated',
    '@type {any}',
    '{@link x}',
    '@internal',
    '@see',
  ],
  ...[
    '# sourceMappingURL=x.map',
    '#sourceURL=x',
    '@ sourceMappingURL=x',
    '#__PURE__',
    '@__PURE__',
    '#__NO_SIDE_EFFECTS__',
  ],
  ...[
    '<reference path="x" />',
    '@jsx h',
    '@license',
    '@preserve',
    '@cc_on',
    '@flow',
    'eslint-disable',
    'biome-ignore lint: x',
    'istanbul ignore next',
  ],
];
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join(''));
const text = fc.oneof(hostile, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.constantFrom(true, false, null, -0, 1e21, 5e-324, Number.MAX_SAFE_INTEGER),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** Anything as plain lists, so that equality sees own keys only, their order, and the sign of zero. */
function flat(node: unknown): unknown {
  if (typeof node === 'number') return Object.is(node, -0) ? '-0' : node;
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return ['list', ...node.map(flat)];
  expect(Object.getPrototypeOf(node)).toBe(Object.prototype);
  return ['map', ...Object.entries(node).map(([name, member]) => [name, flat(member)])];
}
const evaluated = (code: string): unknown => runInThisContext(`'use strict'; (${code})`);

/** The tokens of a text as TypeScript scans them: comments and code, without white space. */
function scanned(code: string): { comments: string[]; tokens: string[] } {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, code);
  const [comments, tokens]: [string[], string[]] = [[], []];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.MultiLineCommentTrivia || kind === ts.SyntaxKind.SingleLineCommentTrivia)
      comments.push(scanner.getTokenText());
    else if (kind !== ts.SyntaxKind.WhitespaceTrivia && kind !== ts.SyntaxKind.NewLineTrivia)
      tokens.push(scanner.getTokenText());
  }
  return { comments, tokens };
}

/** TypeScript's own findings about a file that holds this code. */
function parsed(code: string): ts.SourceFile & {
  parseDiagnostics: readonly ts.Diagnostic[];
  commentDirectives?: unknown[];
  pragmas: Map<string, unknown>;
} {
  return ts.createSourceFile('x.ts', code, ts.ScriptTarget.Latest, true) as never;
}

function nameOf(name: ts.PropertyName | undefined): string | undefined {
  const node = name && ts.isComputedPropertyName(name) ? name.expression : name;
  return node && (ts.isIdentifier(node) || ts.isStringLiteral(node)) ? node.text : undefined;
}

// What ends a line for some reader, stands for nothing, or turns the direction of text.
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

describe('js', () => {
  it('says the value, and nothing else', () => {
    fc.assert(
      fc.property(value, (given) => {
        const code = js(given);
        expect(flat(evaluated(code))).toEqual(flat(given));
        expect(code).not.toMatch(UNSEEN);
        expect(code).not.toMatch(/<\/|<!--/);
      }),
      FIXED,
    );
  });

  it('is on one line where the value is a text', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(js(given)).toMatch(/^"[^\n\r\u2028\u2029]*"$/);
      }),
      FIXED,
    );
  });

  it('is a type too: the literal type of the value', () => {
    fc.assert(
      fc.property(text, (given) => {
        const { statements, parseDiagnostics } = parsed(`type T = ${js(given)};`);
        expect(parseDiagnostics).toEqual([]);
        const [statement] = statements;
        const literal =
          statement && ts.isTypeAliasDeclaration(statement) && ts.isLiteralTypeNode(statement.type)
            ? statement.type.literal
            : undefined;
        expect(literal && ts.isStringLiteral(literal) && literal.text).toBe(given);
      }),
      FIXED,
    );
  });

  it.each([
    [undefined, 'null'],
    [Number.NaN, 'null'],
    [Number.NEGATIVE_INFINITY, 'null'],
    [() => 1, 'null'],
    [Symbol('x'), 'null'],
    [10n, 'null'],
    [[undefined], '[null]'],
    [{ a: undefined, b: 1 }, '{ b: 1 }'],
    [[], '[]'],
    [{}, '{}'],
    [{ a: { b: [1, 'x'] } }, '{ a: { b: [1, "x"] } }'],
    [JSON.parse('{"__proto__":{"a":1}}'), '{ ["__proto__"]: { a: 1 } }'],
  ])('of %o is %s', (given, code) => {
    expect(js(given)).toBe(code);
  });

  it('breaks what is long into lines, each member on its own', () => {
    const long = 'x'.repeat(100);
    expect(js({ a: long, b: [long, { c: 1 }] })).toBe(
      `{\n  a: "${long}",\n  b: [\n    "${long}",\n    { c: 1 },\n  ],\n}`,
    );
  });

  it('costs no more for depth than for length', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'x'.repeat(200) : { a: [nested(depth - 1)] });
    const given = nested(200);
    expect(flat(evaluated(js(given)))).toEqual(flat(given));
  });

  it('reads no inherited members', () => {
    expect(js(Object.create({ a: 1 }))).toBe('{}');
  });
});

describe('key', () => {
  it('is one property of that very name, in an object and in a type', () => {
    fc.assert(
      fc.property(text, (name) => {
        const object = evaluated(`{ ${key(name)}: 1 }`) as object;
        expect(Object.entries(object)).toEqual([[name, 1]]);
        const { statements, parseDiagnostics } = parsed(`interface T { readonly ${key(name)}?: 1 }`);
        expect(parseDiagnostics).toEqual([]);
        const [statement] = statements;
        const member = statement && ts.isInterfaceDeclaration(statement) ? statement.members : undefined;
        expect(member).toHaveLength(1);
        expect(nameOf(member?.[0]?.name)).toBe(name);
        expect(key(name)).not.toMatch(UNSEEN);
      }),
      FIXED,
    );
  });

  it.each([
    ['plain', 'plain'],
    ['class', 'class'],
    ['$ref', '$ref'],
    ['a-b', '"a-b"'],
    ['1', '"1"'],
    ['', '""'],
    ['é', '"é"'],
    ['__proto__', '["__proto__"]'],
    ['constructor', 'constructor'],
  ])('of %j is %s', (name, code) => {
    expect(key(name)).toBe(code);
  });
});

describe('index', () => {
  it('looks up that very member of a type', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.nat()), { minLength: 1, maxLength: 3 }), (keys) => {
        const { statements, parseDiagnostics } = parsed(`type T = A${index(...keys)};`);
        expect(parseDiagnostics).toEqual([]);
        const [statement, ...more] = statements;
        expect(more).toEqual([]);
        const found: (string | number)[] = [];
        let type: ts.Node | undefined =
          statement && ts.isTypeAliasDeclaration(statement) ? statement.type : undefined;
        for (; type && ts.isIndexedAccessTypeNode(type); type = type.objectType) {
          const { indexType } = type;
          if (ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal))
            found.unshift(indexType.literal.text);
          if (ts.isLiteralTypeNode(indexType) && ts.isNumericLiteral(indexType.literal))
            found.unshift(Number(indexType.literal.text));
        }
        expect(type?.getText()).toBe('A');
        expect(found).toEqual(keys);
      }),
      FIXED,
    );
    expect(index()).toBe('');
  });
});

/** Words that tools look for, in the shapes that they look for. */
const DIRECTIVES: readonly RegExp[] = [
  /@ts-(ignore|nocheck|check|expect-error)/,
  /[#@]\s*source(Mapping)?URL\s*=/i,
  /[#@]__[A-Z_]+__/,
  /(^|[\s*/{])@\w/m,
  /\/\/\/\s*</,
  /eslint-(disable|enable)\b/,
  /biome-ignore\b/,
  /istanbul ignore\b/,
];

describe('comment', () => {
  it('is exactly one comment and no code, and obeys nothing that stands in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(text, { nil: undefined }), { maxLength: 3 }),
        fc.constantFrom('', '  '),
        (texts, indent) => {
          const code = comment(texts, indent);
          const { comments, tokens } = scanned(code);
          expect(tokens).toEqual([]);
          expect(comments).toHaveLength(code === '' ? 0 : 1);
          if (code === '') return;
          expect(code).toMatch(new RegExp(`^${indent}/\\*\\*[^]*\\*/\\n$`));
          for (const row of code.trimEnd().split('\n'))
            expect(row.startsWith(`${indent}/**`) || row.startsWith(`${indent} *`)).toBe(true);
          expect(code).not.toMatch(UNSEEN);
          for (const directive of DIRECTIVES) expect(code).not.toMatch(directive);
        },
      ),
      { ...FIXED, numRuns: 1500 },
    );
  });

  it('has the tags that it is given, and none from the text', () => {
    fc.assert(
      fc.property(text, text, (given, reason) => {
        const file = parsed(
          `${comment([given, 'and so on'], '', [`deprecated ${reason}`, 'since'])}export const x = 1;\n`,
        );
        expect(file.parseDiagnostics).toEqual([]);
        expect(file.commentDirectives ?? []).toEqual([]);
        expect([...file.pragmas.keys()]).toEqual([]);
        const [statement] = file.statements;
        expect(file.statements).toHaveLength(1);
        expect(statement && ts.getJSDocTags(statement).map((tag) => tag.tagName.text)).toEqual([
          'deprecated',
          'since',
        ]);
      }),
      FIXED,
    );
  });

  it.each([
    [[], '', [], ''],
    [[undefined, ''], '', [], ''],
    [['one line'], '  ', [], '  /** one line */\n'],
    [[], '', ['deprecated'], '/** @deprecated */\n'],
    [
      ['one', 'two\r\nthree  \n'],
      ' ',
      ['deprecated Since\nlong'],
      ' /**\n  * one\n  * two\n  * three\n  * @deprecated Since long\n  */\n',
    ],
    [['mail a@b.example, done */ and /* more'], '', [], '/** mail a@b.example, done *\\/ and /\\* more */\n'],
    [['a\n\nb'], '', [], '/**\n * a\n *\n * b\n */\n'],
  ])('of %j with %j and %j is %j', (texts, indent, tags, expected) => {
    expect(comment(texts, indent, tags)).toBe(expected);
  });

  it.each([' ', '\n', '\u200b', '\t\r\n '])('of nothing that can be seen (%j) is none', (blank) => {
    expect(comment([blank])).toBe('');
  });

  it('keeps what people write', () => {
    for (const kept of [
      'See https://a.example/b?c=d#e',
      'Prices in € — 5 % off',
      '日本語のせつめい',
      '`code` and **bold**',
      'a < b && c > d',
      '#1 of 2',
    ])
      expect(comment([kept])).toBe(`/** ${kept} */\n`);
  });
});

describe('line', () => {
  it('stays one comment to the end of its line', () => {
    fc.assert(
      fc.property(text, (given) => {
        const code = `// ${line(given)}\nx`;
        const { comments, tokens } = scanned(code);
        expect(comments).toHaveLength(1);
        expect(tokens).toEqual(['x']);
        expect(code.split('\n')).toHaveLength(2);
        expect(line(given)).not.toMatch(UNSEEN);
        for (const directive of DIRECTIVES.filter((each) => !each.source.startsWith('(^')))
          expect(code).not.toMatch(directive);
        expect(parsed(code).commentDirectives ?? []).toEqual([]);
        expect([...parsed(code).pragmas.keys()]).toEqual([]);
      }),
      FIXED,
    );
  });
});
