// Hides how the table of shapes is read: its one-line notation becomes what the walk over a document asks of every place.
import type { Shapes } from './shapes.js';

/** What a place may hold. */
export type Form =
  | { readonly kind: 'text' | 'word' | 'note' | 'flag' | 'number' | 'any' }
  | { readonly kind: 'list'; readonly of: Form }
  | { readonly kind: 'map'; readonly of: Form; readonly extensible: boolean }
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'either'; readonly forms: readonly Form[] };

export interface Field {
  readonly form: Form;
  /** The object is nothing without it. */
  readonly needed: boolean;
  /** No code depends on it: what is wrong with it, or below it, is worth a warning. */
  readonly soft: boolean;
}

export interface Shape {
  /** As people call it: `security scheme`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly needed: readonly string[];
  /** Of every other field. */
  readonly others?: Field;
}

export type Grammar = ReadonlyMap<string, Shape>;

export function readGrammar(shapes: Shapes): Grammar {
  return new Map(
    Object.entries(shapes).map(([name, written]) => {
      const fields = new Map(Object.entries(written).map(([key, notation]) => [key, fieldOf(notation)]));
      const others = fields.get('*');
      fields.delete('*');
      const needed = [...fields].filter(([, field]) => field.needed).map(([key]) => key);
      return [name, { name: spoken(name), fields, needed, ...(others && { others }) }];
    }),
  );
}

/** What stands at a pointer in every document: a shape, or some text; undefined where the table does not say. */
export function formAt(grammar: Grammar, tokens: readonly string[]): Form | undefined {
  let form: Form | undefined = { kind: 'object', name: 'Document' };
  for (const token of tokens) {
    const isIndex = /^\d+$/.test(token);
    if (form?.kind === 'either') form = form.forms.find(({ kind }) => (kind === 'list') === isIndex);
    if (form?.kind === 'object') {
      const shape = grammar.get(form.name);
      form = (shape?.fields.get(token) ?? shape?.others)?.form;
    } else if (form?.kind === 'list') form = isIndex ? form.of : undefined;
    else if (form?.kind === 'map') form = form.extensible && token.startsWith('x-') ? undefined : form.of;
    else return undefined;
  }
  return form;
}

function fieldOf(notation: string): Field {
  const bare = notation.replace(/[!?]$/, '');
  return {
    form: formOf(bare),
    needed: notation.endsWith('!'),
    soft: notation.endsWith('?') || notation === 'note',
  };
}

function formOf(notation: string): Form {
  const alternatives = /^[^[{]+\|/.test(notation) ? notation.split('|') : [];
  if (alternatives.length > 0) return { kind: 'either', forms: alternatives.map(formOf) };
  if (notation.startsWith('[')) return { kind: 'list', of: formOf(notation.slice(1, -1)) };
  if (notation.startsWith('{'))
    return {
      kind: 'map',
      of: formOf(notation.slice(1, notation.lastIndexOf('}'))),
      extensible: notation.endsWith('x'),
    };
  return /^[a-z]/.test(notation) ? { kind: notation as 'text' } : { kind: 'object', name: notation };
}

/** `SecurityScheme` → `security scheme`. */
function spoken(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
