// Hides how the texts of a query become values: by the kind that the document gives each parameter.
import type { Complaint, Rule } from './rules.js';

export interface Parameter {
  readonly read: (text: string) => unknown;
  readonly rule: Rule;
}

export type Parameters = Readonly<Record<string, Parameter>>;
export type Values = Readonly<Record<string, unknown>>;

export const asText = (text: string): unknown => text;
/** What is no number stays a text, which the rule then refuses. */
export const asInteger = (text: string): unknown => (/^-?(0|[1-9]\d*)$/.test(text) ? Number(text) : text);
export const asFlag = (text: string): unknown =>
  text === 'true' || text === 'false' ? text === 'true' : text;
/** Null has no text of its own: nothing, or the word. */
export const asNullable =
  (read: Parameter['read']) =>
  (text: string): unknown =>
    text === '' || text === 'null' ? null : read(text);

export interface Read {
  readonly values: Values;
  readonly complaints: readonly Complaint[];
}

/** Parameters that nobody knows are left alone; a known one stands there once. */
export function readQuery(query: URLSearchParams, parameters: Parameters): Read {
  const values: Record<string, unknown> = {};
  const complaints: Complaint[] = [];
  for (const [name, { read, rule }] of Object.entries(parameters)) {
    const texts = query.getAll(name);
    const [text] = texts;
    if (text === undefined) continue;
    if (texts.length > 1) complaints.push({ at: name, reason: 'format', text: 'must stand there once' });
    const value = read(text);
    complaints.push(...rule(value, name));
    values[name] = value;
  }
  return { values, complaints };
}
