// Hides which words of a document the tables of OpenAPI let an author write, and which of them a marked document holds.
import { type Form, type Grammar, readGrammar } from '../../generator/spec/grammar.js';
import type { Shapes } from '../../generator/spec/shapes.js';

const MARKER = /zzmark\d+zz/;
const WHOLE = /^zzmark\d+zz$/;

/** What says how to read all else; what is read from a file of its own, which a document in one file has not; of 2.0 no field. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  ...['Document.openapi', 'Document.swagger'],
  'Example.externalValue',
]);

/** `Object.field` for every text, `Object.field key` for every name of a member, of every object that the tables know. */
export function fieldsOf(shapes: Shapes): string[] {
  return [...readGrammar(shapes)]
    .flatMap(([name, { fields, others }]) => [
      ...[...fields].flatMap(([field, { form }]) => wordsOf(`${name}.${field}`, form)),
      ...(others ? [`${name}.* key`, ...wordsOf(`${name}.*`, others.form)] : []),
    ])
    .filter((field) => !ELSEWHERE.has(field));
}

function wordsOf(at: string, form: Form): string[] {
  switch (form.kind) {
    case 'text':
    case 'word':
    case 'note':
    case 'any':
      return [at];
    case 'list':
      return wordsOf(at, form.of);
    case 'map':
      return [`${at} key`, ...wordsOf(at, form.of)];
    case 'either':
      return [...new Set(form.forms.flatMap((each) => wordsOf(at, each)))];
    default:
      return [];
  }
}

/** The same of a document, for the words that are marked. */
export function markedFields(shapes: Shapes, document: unknown): Set<string> {
  const walk = new Walk(readGrammar(shapes));
  walk.visit('', document, { kind: 'object', name: 'Document' });
  return walk.found;
}

class Walk {
  readonly found = new Set<string>();
  readonly #grammar: Grammar;

  constructor(grammar: Grammar) {
    this.#grammar = grammar;
  }

  visit(at: string, value: unknown, form: Form): void {
    if (typeof value === 'string' && form.kind !== 'object') {
      // A reference is its author's as a whole, not only the name at its end.
      if ((at.endsWith('$ref') ? WHOLE : MARKER).test(value)) this.found.add(at);
    } else if (form.kind === 'any') {
      if (MARKER.test(JSON.stringify(value) ?? '')) this.found.add(at);
    } else if (form.kind === 'either') {
      for (const each of form.forms) this.visit(at, value, each);
    } else if (Array.isArray(value)) {
      if (form.kind === 'list') for (const item of value) this.visit(at, item, form.of);
    } else if (typeof value === 'object' && value !== null) {
      this.#object(at, value, form);
    }
  }

  #object(at: string, value: object, form: Form): void {
    if (form.kind === 'map') {
      for (const [key, member] of Object.entries(value)) {
        if (MARKER.test(key)) this.found.add(`${at} key`);
        this.visit(at, member, form.of);
      }
    }
    const shape = form.kind === 'object' ? this.#grammar.get(form.name) : undefined;
    if (!shape || form.kind !== 'object') return;
    for (const [key, member] of Object.entries(value)) {
      const field = shape.fields.get(key) ?? (key.startsWith('x-') ? undefined : shape.others);
      const name = `${form.name}.${shape.fields.has(key) ? key : '*'}`;
      if (field === shape.others && MARKER.test(key)) this.found.add(`${name} key`);
      if (field) this.visit(name, member, field.form);
    }
  }
}
