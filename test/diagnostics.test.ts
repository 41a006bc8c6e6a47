// Every id that a person may see is raised somewhere, expected by a test, and explained in generator/README.md.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTICS, type OwnDiagnosticId } from '../generator/diagnostics.js';
import { parse, readTree, type Tree, visit } from './architecture/tree.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IDS = Object.keys(DIAGNOSTICS) as OwnDiagnosticId[];

/** Texts of string literals, not comments: what a program says, or what a test asks for. */
function literals(tree: Tree): string[] {
  return [...tree].flatMap(([file, text]) => {
    const found: string[] = [];
    visit(parse(file, text), (node) => {
      if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
        found.push(node.text);
      if (ts.isRegularExpressionLiteral(node)) found.push(node.text.replaceAll('\\/', '/'));
    });
    return found;
  });
}

/** The id, and not as a part of a longer one: `L-01` is not in `L-010`, nor is `example-pair` in `specpact/example-pair`. */
function says(text: string, id: string): boolean {
  const escaped = id.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![\\w/-])${escaped}(?![\\w-])`).test(text);
}

/** Rows of the table, as [id, meaning, advice]. */
function documented(readme: string): string[][] {
  const [, section = ''] = readme.split('## Diagnostics');
  return [...section.matchAll(/^\| `([^`]+)` \| (.*?) \| (.*?) \|$/gm)].map((match) => match.slice(1));
}

const raised = literals(
  new Map(
    [...readTree(ROOT, ['generator'], ['.ts'])].filter(([file]) => file !== 'generator/diagnostics.ts'),
  ),
);

const expected = [
  ...literals(
    new Map(
      [...readTree(ROOT, ['test'], ['.test.ts'])].filter(([file]) => file !== 'test/diagnostics.test.ts'),
    ),
  ),
  ...readTree(ROOT, ['test/cases'], ['expected.txt', 'expect.yaml']).values(),
];

const rows = documented(readFileSync(`${ROOT}/generator/README.md`, 'utf8'));

describe.each(IDS)('%s', (id) => {
  it('is raised', () => {
    // Redocly puts the name of a plugin before the name of its rule.
    const own = id.replace(/^specpact\//, '');
    expect(raised.some((text) => says(text, id) || text === own)).toBe(true);
  });

  it('is expected by a test', () => {
    expect(expected.some((text) => says(text, id))).toBe(true);
  });
});

describe('generator/README.md', () => {
  it('explains every id, and no other, in the order of the table', () => {
    expect(rows.map(([id]) => id)).toEqual(IDS);
  });

  it('says of each what the table says, and what to do', () => {
    for (const [id, meaning, advice] of rows) {
      expect(meaning, id).toBe(DIAGNOSTICS[id as OwnDiagnosticId]);
      expect(advice?.length, id).toBeGreaterThan(10);
    }
  });
});

describe('the search itself', () => {
  it('does not take a comment or a longer id for an id', () => {
    const found = literals(
      new Map([['a.ts', `// 'L-09'\nexpect(x).toBe(\`L-10 \${y} L-11\`); /^L-12/; f('L-130')`]]),
    );
    expect(
      ['L-09', 'L-10', 'L-11', 'L-12', 'L-13'].map((id) => found.some((text) => says(text, id))),
    ).toEqual([...[false, true, true, true, false]]);
    expect(says('a/ref-unresolved', 'ref-unresolved')).toBe(false);
  });
});
