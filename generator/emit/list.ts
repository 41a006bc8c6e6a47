// Hides which emitters there are. A new one is a file of its own and a line here.
import { client } from './client.js';
import type { Emitter } from './emitter.js';
import { examples } from './examples.js';
import { frameworks } from './frameworks.js';
import { hooks } from './hooks.js';
import { operations } from './operations.js';
import { receiver } from './receiver.js';
import { sender } from './sender.js';
import { server } from './server.js';
import { types } from './types.js';
import { validators } from './validators.js';

export const EMITTERS: readonly Emitter[] = [
  types,
  operations,
  hooks,
  validators,
  client,
  server,
  receiver,
  sender,
  examples,
  ...frameworks,
];

/**
 * What is emitted where nothing is asked for: everything for a family, and for a lone document what needs no examples. A framework only
 * where its package is there.
 */
export const DEFAULT_TARGETS = {
  family: EMITTERS.filter((emitter) => !frameworks.includes(emitter)).map(({ name }) => name),
  document: ['types', 'validators', 'client', 'server', 'receiver', 'sender'],
} as const satisfies Record<string, readonly string[]>;

/** The emitters for the wanted names and all that their files import, in the order of the list. */
export function emittersFor(targets: readonly string[]): Emitter[] {
  const wanted = new Set<string>();
  const want = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    EMITTERS.find((emitter) => emitter.name === name)?.needs.forEach(want);
  };
  targets.forEach(want);
  return EMITTERS.filter((emitter) => wanted.has(emitter.name));
}
