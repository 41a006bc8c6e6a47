// Hides where bound values come from: the file itself, the environment, other files. All that is missing is told at once.
import { pointerAt } from '../pointer.js';
import type { BindingProblem, Bindings, Given } from './types.js';

/** What of the outside world contract.yaml may ask for. */
export interface World {
  env(name: string): string | undefined;
  /** The text of a file, relative to contract.yaml; undefined where it cannot be read. */
  file(path: string): string | undefined;
}

/** Looks up one value after another, and keeps what is missing. */
export class Lookup {
  readonly problems: BindingProblem[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Texts, numbers, booleans and lists are themselves. */
  value(given: Given, pointer: string): unknown {
    if (typeof given !== 'object' || !('env' in given || 'file' in given)) return given;
    if ('file' in given) {
      const text = this.#world.file(given.file);
      if (text !== undefined) return text.replace(/\r?\n$/, '');
      return this.#missing(
        pointer,
        `The file ${given.file} cannot be read.`,
        'Its path is relative to contract.yaml.',
      );
    }
    const text = this.#world.env(given.env) ?? given.default;
    if (text !== undefined && text !== '') return text;
    return this.#missing(
      pointer,
      `The environment has no ${given.env}.`,
      `Set ${given.env}, or give a default.`,
    );
  }

  /** A value as text; '' where it is missing, which is known by then. */
  text(given: Given, pointer: string): string {
    const value = this.value(given, pointer);
    return value === undefined ? '' : Array.isArray(value) ? value.join(',') : String(value);
  }

  #missing(pointer: string, message: string, hint: string): undefined {
    this.problems.push({ pointer, message, hint });
  }
}

/** The variables and headers of contract.yaml. */
export function valuesOf(
  { variables = {}, headers = {} }: Bindings,
  lookup: Lookup,
): {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
} {
  const at = (section: string, name: string) => pointerAt('', section, name);
  return {
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, given]) => [name, lookup.value(given, at('variables', name))]),
    ),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, given]) => [name, lookup.text(given, at('headers', name))]),
    ),
  };
}
