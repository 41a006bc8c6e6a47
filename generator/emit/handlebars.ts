// Hides the template engine: templates are read once, know no helpers that decide, and a view without a key they name is an error.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { packageRoot } from '../package-root.js';

/** A value that templates may see. Numbers are left out: `{{a}}{{b}}` would add them. */
export type ViewValue = string | boolean | readonly ViewValue[] | View;
export type View = { readonly [key: string]: ViewValue };

/** Templates that others fill: `{{#> server/skeleton.ts .}}` with a body for each of its hooks. */
const SKELETONS: readonly string[] = ['server/skeleton.ts'];

const engine = Handlebars.create();
const compiled = new Map<string, HandlebarsTemplateDelegate>();

/** Fills `templates/<name>.hbs`. @throws Error where the template names a key that the view does not have (a bug, never bad input) */
export function render(name: string, view: View): string {
  let template = compiled.get(name);
  if (!template) {
    for (const skeleton of SKELETONS) engine.partials[skeleton] ??= sourceOf(skeleton);
    template = engine.compile(sourceOf(name), {
      noEscape: true,
      strict: true,
      knownHelpersOnly: true,
      preventIndent: true,
      explicitPartialContext: true,
    });
    compiled.set(name, template);
  }
  return template(sealed(view, name));
}

function sourceOf(name: string): string {
  return readFileSync(join(packageRoot(), 'templates', `${name}.hbs`), 'utf8');
}

/** Handlebars' own strictness does not look inside `#if` and `#each`; this does. */
function sealed<T extends ViewValue>(value: T, path: string): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item, at) => sealed(item as ViewValue, `${path}[${at}]`)) as unknown as T;
  const inner = Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, sealed(item as ViewValue, `${path}.${name}`)]),
  );
  const demand = (name: string | symbol): void => {
    if (typeof name === 'string' && !Object.hasOwn(inner, name))
      throw new Error(`A template names ${path}.${name}, which its view does not have.`);
  };
  return new Proxy(inner, {
    // Handlebars asks with `in` first, and its own message would ask the view for `valueOf`.
    has(target, name) {
      demand(name);
      return Reflect.has(target, name);
    },
    get(target, name) {
      demand(name);
      return Reflect.get(target, name) as unknown;
    },
  }) as T;
}
