// Hides how values are told apart, and what they are called where they stand in the wrong place.
import type { Form } from './grammar.js';
import type { Tree } from './types.js';

/** By its kind only; what is inside is asked of the inside. */
export function fits(value: unknown, form: Form): boolean {
  switch (form.kind) {
    case 'any':
      return true;
    case 'text':
    case 'word':
    case 'note':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'list':
      return Array.isArray(value);
    case 'map':
      return isTree(value);
    case 'object':
      return isTree(value) || (form.name === 'Schema' && typeof value === 'boolean');
    case 'either':
      return form.forms.some((each) => fits(value, each));
  }
}

/** What somebody meant who forgot quotes, or wrote too many; undefined where that is not plain. */
export function meantBy(value: unknown, form: Form): unknown {
  if (form.kind === 'text') return ['number', 'boolean'].includes(typeof value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  if (form.kind === 'flag') return value === 'true' ? true : value === 'false' ? false : undefined;
  return form.kind === 'number' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** `an object`, for a message. */
export function wanted(form: Form): string {
  switch (form.kind) {
    case 'object':
      return form.name === 'Schema' ? 'a schema' : 'an object';
    case 'map':
      return 'an object';
    case 'list':
      return 'an array';
    case 'flag':
      return 'a boolean';
    case 'either':
      return form.forms.map(wanted).join(' or ');
    default:
      return form.kind === 'number' ? 'a number' : 'a string';
  }
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return value === undefined ? 'nothing' : `a ${typeof value}`;
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
