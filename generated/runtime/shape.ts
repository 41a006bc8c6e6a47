// Hides what a text may stand for: the JSON types that a schema leaves open, at the step that the text was read for.
import { parsedJson } from './json.js';
import type { Shape } from './wire.js';

export function has(shape: Shape, type: string): boolean {
  return ` ${shape.types} `.includes(` ${type} `);
}

export function memberShape(shape: Shape | undefined, key: string): Shape | undefined {
  return shape?.properties && Object.hasOwn(shape.properties, key) ? shape.properties[key] : shape?.rest;
}

export function itemShape(shape: Shape | undefined, index: number): Shape | undefined {
  return shape?.prefix?.[index] ?? shape?.items;
}

/**
 * A text as the value that it stands for. Where a schema allows texts it is one; what fits nothing that is allowed stays a text, so that
 * validation can name it. A list or an object where only a scalar can stand was written as JSON.
 */
export function scalar(text: string, shape: Shape | undefined): unknown {
  if (!shape || shape.types === '' || has(shape, 'string')) return text;
  if ((has(shape, 'integer') || has(shape, 'number')) && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text))
    return Number(text);
  if (has(shape, 'boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (has(shape, 'null') && (text === '' || text === 'null')) return null;
  const opening = `${has(shape, 'object') ? '{' : ''}${has(shape, 'array') ? '[' : ''}`;
  return text !== '' && opening.includes(text[0] ?? '') ? json(text) : text;
}

function json(text: string): unknown {
  try {
    return parsedJson(text);
  } catch {
    return text;
  }
}
