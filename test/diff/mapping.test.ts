// The published table of rules: what each kind of change means where, and what oasdiff calls it. `npx vitest run -u` writes it anew.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Side, Use } from '../../generator/diff/changes/change.js';
import { idOf } from '../../generator/diff/findings.js';
import { type Level, levelOf, oasdiffIds, type Rule } from '../../generator/diff/rules/rule.js';
import { RULES } from '../../generator/diff/rules/table.js';
import { ROOT } from '../compile/compile.js';

const USE: Omit<Use, 'side'> = {
  ...{ call: 'GET /', part: '', path: 'a', isRoot: false, isHidden: false, sense: 1, isTyped: true },
};
const WORDS: Readonly<Record<Level, string>> = { breaking: '**breaking**', warning: 'warning', info: 'info' };
/** Of what travels one way only, that way. */
const ONE_WAY: Readonly<Record<string, Side>> = {
  parameter: 'parameter',
  header: 'header',
  body: 'request',
  link: 'response',
};

function rowsOf(rule: Rule): string[] {
  const ids = oasdiffIds(rule).map(({ id }) => `\`${id}\``);
  const [word = ''] = /parameter|header|body|link/.exec(rule.kind) ?? [];
  const sides: readonly Side[] = rule.sides ?? [ONE_WAY[word] ?? 'call'];
  const levels = sides.map((side) => `\`${idOf(rule, side)}\` ${WORDS[levelOf(rule, { ...USE, side })]}`);
  return [`| ${levels.join('<br>')} | ${rule.says.replaceAll('|', '\\|')} | ${ids.join(', ') || '–'} |`];
}

it('says of every rule what it means, and what it is called elsewhere', async () => {
  const kinds = RULES.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  const text = `# Rules of \`specpact diff\`

Made from the table in \`rules/\`: ids with what they mean for callers, what is told, and the ids of oasdiff (v1.28) that it covers. The level is that of a member; where oasdiff
judges a root, a path or a hidden member otherwise, \`levels\` in the table says so.

| id and level | what is told | oasdiff |
|---|---|---|
${RULES.flatMap(rowsOf).join('\n')}
`;
  await expect(text).toMatchFileSnapshot(join(ROOT, 'generator/diff/RULES.md'));
});
