// Hides the file that lists, by hand and from the providers' pages, every documented example.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Kind = 'request' | 'response' | 'parameter';

interface Place {
  readonly page: string;
  readonly family: string;
  readonly version: string;
  readonly operation: string;
}
export interface RequestEntry extends Place {
  readonly kind: 'request';
  readonly pair: string;
  readonly value: {
    /** Lower case. */
    readonly method: string;
    /** As the page writes it, so with a placeholder where the page has one. */
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}
export interface ResponseEntry extends Place {
  readonly kind: 'response';
  readonly pair: string;
  readonly value: { readonly status: number; readonly body: unknown };
}
export interface ParameterEntry extends Place {
  readonly kind: 'parameter';
  /** Absent: the parameter's single example, which is sent with the operation's documented request. */
  readonly pair?: string;
  readonly in: string;
  readonly name: string;
  readonly value: unknown;
}
export type Entry = RequestEntry | ResponseEntry | ParameterEntry;

export interface Inventory {
  /** How many there are on each page, counted by hand. */
  readonly pages: Readonly<Record<string, Readonly<Record<Kind, number>>>>;
  readonly examples: readonly Entry[];
}

export function readInventory(): Inventory {
  const file = new URL('../cases/documented-examples/inventory.yaml', import.meta.url);
  return parse(readFileSync(file, 'utf8')) as Inventory;
}

/** `scp-virtualserver 1.3 listSnapshots: parameter limit`; unique in the inventory. */
export function titleOf(entry: Entry): string {
  const { family, version, operation, kind } = entry;
  return `${family} ${version} ${operation}: ${kind} ${entry.kind === 'parameter' ? entry.name : entry.pair}`;
}
