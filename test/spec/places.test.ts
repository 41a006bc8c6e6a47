// Places: without parsing again what is long, every pointer leads to where an editor shows its key or its item.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAlias, isMap, isNode, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { pointerAt } from '../../generator/source.js';
import { parseText } from '../../generator/spec/parse.js';
import { Places } from '../../generator/spec/places.js';
import { timed } from '../stopwatch.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every pointer of a tree with its last token and what stands there. */
function* pointers(node: unknown, pointer = ''): Generator<[pointer: string, key: string, value: unknown]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    const below = pointerAt(pointer, key);
    yield [below, Array.isArray(node) ? '' : key, value];
    yield* pointers(value, below);
  }
}

function isReadable(text: string): boolean {
  try {
    parseText(text);
    return true;
  } catch {
    return false;
  }
}

describe('in JSON', () => {
  const name = fc.oneof(
    fc.constantFrom('', '"', '\\', '{', ']', ',', ': 1', '/', '~', '__proto__', '$ref'),
    fc.string({ maxLength: 4 }),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(name, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map((each) => Object.fromEntries(each)),
    ),
  }));

  it('every place is that of its key or its item', () => {
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 4 }),
        fc.constantFrom(undefined, 2, '\t', '\n'),
        (tree, indent) => {
          const text = JSON.stringify({ tree }, null, indent);
          const places = new Places('a.json', text);
          const lines = text.split('\n');
          for (const [pointer, key, item] of pointers(JSON.parse(text))) {
            const { line, column } = places.position(pointer);
            const rest = [lines[line - 1]?.slice(column - 1), ...lines.slice(line)].join('\n');
            const isItem = key === '' && /\/\d+$/.test(pointer) && !rest.startsWith('"":');
            const written = isItem ? JSON.stringify(item, null, indent).split(/\s/)[0] : JSON.stringify(key);
            expect(rest.startsWith(written ?? ''), `${pointer} of ${text}`).toBe(true);
            expect(places.has(pointer)).toBe(true);
            expect(places.has(`${pointer}/nowhere`)).toBe(false);
            expect(places.position(`${pointer}/nowhere`)).toEqual({ file: 'a.json', line, column });
          }
        },
      ),
      { seed: 20240611, numRuns: 300 },
    );
  });

  it('a reference on the way is told', () => {
    const places = new Places('a.json', '{"a": {"$ref": "b.json#/\\u0063", "d": 1}}');
    expect(places.reference('/a/e/f')).toEqual({ ref: 'b.json#/c', rest: '/e/f' });
    expect(places.reference('/a/d')).toBeUndefined();
  });
});

describe('in YAML', () => {
  const files = ['specs', 'test/cases'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.ya?ml$/.test(path))
      .map((path) => join(folder, path)),
  );
  const written = `# a comment
"quoted": &anchor { 'single': [1, "two", { x: y }], plain key: "a: b" }
list:
- - nested
-   a: 1
    b: &deep
      c: |
        text
alias: *anchor
? complex
: { d: *deep }
again: &anchor [other]
last: *anchor
200: number
~: null
`;

  it('every place is the one that another parser finds', () => {
    const texts = [...files.map((path) => readFileSync(join(ROOT, path), 'utf8')), written];
    let compared = 0;
    for (const text of texts) {
      const lines = new LineCounter();
      const document = parseDocument(text, { lineCounter: lines, merge: true });
      const places = new Places('a.yaml', text);
      if (!isReadable(text)) continue;
      const visit = (given: Node | null | undefined, pointer: string): void => {
        const node = isAlias(given) ? given.resolve(document) : given;
        const compare = (token: string, at: unknown) => {
          compared++;
          const { line, col } = lines.linePos(isNode(at) ? (at.range?.[0] ?? 0) : 0);
          expect(places.position(pointerAt(pointer, token))).toEqual({ file: 'a.yaml', line, column: col });
        };
        if (isMap(node))
          for (const { key, value } of node.items) {
            if (isNode(key) && key.toJSON() === null) continue; // such a key is read as a name by one, as nothing by the other
            compare(String(key), key);
            visit(value as Node, pointerAt(pointer, String(key)));
          }
        else if (isSeq(node))
          for (const [at, item] of node.items.entries()) {
            compare(String(at), item);
            visit(item as Node, pointerAt(pointer, at));
          }
      };
      visit(document.contents, '');
    }
    expect(compared).toBeGreaterThan(3_000);
  });

  it('what cannot be read has one place', () => {
    expect(new Places('a.yaml', 'a: [').position('/a/0')).toEqual({ file: 'a.yaml', line: 1, column: 1 });
    expect(new Places('a.yaml', '').position('/a')).toEqual({ file: 'a.yaml', line: 1, column: 1 });
  });
});

it('one place costs no more than a part of parsing, and a second one nearly nothing', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, at) => [
      `S${at}`,
      { type: 'object', properties: { a: { type: 'string', description: 'Some words. '.repeat(5) } } },
    ]),
  );
  const text = JSON.stringify({ components: { schemas } }, null, 2);
  const places = new Places('a.json', text);
  const parsing = timed(() => parseText(text));
  const first = timed(() => places.position('/components/schemas/S19999/properties/a/type'));
  const thousand = timed(() => {
    for (let at = 0; at < 1_000; at++) places.position(`/components/schemas/S${at}/properties/a/type`);
  });
  expect(first).toBeLessThan(parsing * 10 + 200);
  expect(thousand).toBeLessThan(parsing * 10 + 200);
});
