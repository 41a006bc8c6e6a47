// Templates and their views: every key that a template names must be there, wherever it is named, and text goes through as it is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { render, type View, type ViewValue } from '../../generator/emit/handlebars.js';

const FOLDER = fileURLToPath(new URL('../../templates', import.meta.url));
const TEMPLATES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.hbs'))
  .map((path) => path.replaceAll('\\', '/').replace(/\.hbs$/, ''))
  // It is filled by others.
  .filter((name) => name !== 'server/skeleton.ts')
  .sort();

type Needs = { [name: string]: 'text' | 'flag' | Needs };

/** What a template asks of its view: texts, flags, and lists with the needs of their items. */
function needsOf(program: hbs.AST.Program, needs: Needs = {}): Needs {
  for (const statement of program.body) {
    if (statement.type === 'MustacheStatement') {
      const { path, params } = statement as hbs.AST.MustacheStatement;
      expect(params).toEqual([]); // no helper is called
      needs[nameOf(path)] = 'text';
    } else if (statement.type === 'BlockStatement') {
      const { path, params, program: inner, inverse } = statement as hbs.AST.BlockStatement;
      const [name] = params.map(nameOf);
      expect(inverse).toBeFalsy(); // a template does not choose between two texts
      if (nameOf(path) === 'if' && name !== undefined) {
        needs[name] = 'flag';
        needsOf(inner, needs);
      } else if (nameOf(path) === 'each' && name !== undefined) {
        const known = needs[name];
        needs[name] = needsOf(inner, typeof known === 'object' ? known : {});
      } else throw new Error(`A template uses the helper ${nameOf(path)}.`);
    } else if (statement.type === 'PartialBlockStatement') {
      // A skeleton, and the body of each of its hooks: one view for all of them.
      const { name, program: hooks } = statement as hbs.AST.PartialBlockStatement;
      needsOf(programOf(nameOf(name as hbs.AST.PathExpression)), needs);
      needsOf(hooks, needs);
    } else if (statement.type === 'DecoratorBlock') {
      needsOf((statement as hbs.AST.DecoratorBlock).program, needs);
    } else expect(['ContentStatement', 'CommentStatement', 'PartialStatement']).toContain(statement.type);
  }
  return needs;
}

function programOf(name: string): hbs.AST.Program {
  return Handlebars.parse(readFileSync(join(FOLDER, `${name}.hbs`), 'utf8'));
}

function nameOf(expression: hbs.AST.Expression): string {
  const { original, depth, data } = expression as hbs.AST.PathExpression;
  expect([depth, data]).toEqual([0, false]);
  return original;
}

/** A view that has all of it; every text is different and would not survive escaping. */
function viewOf(needs: Needs, path = ''): View {
  return Object.fromEntries(
    Object.entries(needs).map(([name, need]): [string, ViewValue] => [
      name,
      need === 'text'
        ? `<${path}${name}>&"'{{x}}`
        : need === 'flag'
          ? true
          : [viewOf(need, `${path}${name}.0.`), viewOf(need, `${path}${name}.1.`)],
    ]),
  );
}

/** The view without one of its keys, once for each, with the path that the error must name. */
function* lacking(view: View, path: string): Generator<[string, View]> {
  for (const [name, value] of Object.entries(view)) {
    const { [name]: _, ...rest } = view;
    yield [`${path}.${name}`, rest];
    if (!Array.isArray(value)) continue;
    const items = value as readonly View[];
    for (const [at, item] of items.entries())
      for (const [missing, less] of lacking(item, `${path}.${name}[${at}]`))
        yield [missing, { ...view, [name]: items.map((each, index) => (index === at ? less : each)) }];
  }
}

describe.each(TEMPLATES)('the template %s', (name) => {
  const needs = needsOf(programOf(name));
  const view = viewOf(needs);

  it('arranges text, and changes none', () => {
    const text = render(name, view);
    const shown = (part: View): string[] =>
      Object.values(part).flatMap((value) =>
        typeof value === 'string' ? [value] : Array.isArray(value) ? (value as View[]).flatMap(shown) : [],
      );
    for (const each of shown(view)) expect(text).toContain(each);
  });

  it('refuses a view that lacks any key it names', () => {
    const cases = [...lacking(view, name)];
    expect(cases.length).toBeGreaterThan(0);
    for (const [missing, less] of cases)
      expect(() => render(name, less)).toThrow(`A template names ${missing}, which its view does not have.`);
  });

  it('takes no key from the prototype of its view', () => {
    for (const [missing, less] of lacking(view, name)) {
      const key = missing.split('.').at(-1) ?? '';
      if (!missing.includes('['))
        expect(() => render(name, Object.assign(Object.create({ [key]: 'x' }), less))).toThrow();
    }
  });

  it('leaves out what a flag or an empty list says', () => {
    const bare = Object.fromEntries(
      Object.entries(view).map(([key, value]) => [
        key,
        value === true ? false : Array.isArray(value) ? [] : value,
      ]),
    );
    const text = render(name, bare as View);
    expect(text).not.toMatch(/<\w+\.\d\./);
    expect(render(name, view)).toBe(render(name, view));
  });
});

it('there are templates', () => {
  expect(TEMPLATES.length).toBeGreaterThan(5);
});

it('a template that does not exist is a bug, and says so', () => {
  expect(() => render('model/nothing', {})).toThrow('nothing.hbs');
});
