// Hides the wording of the parser: why a text is no YAML, without the absolute path that the parser puts into its message.
import type { YamlParseError } from '@redocly/openapi-core';
import { isObject, own } from './tree.js';

export function syntaxReason(error: YamlParseError): string {
  const cause: unknown = error.originalError;
  const reason = cause instanceof Error || isObject(cause) ? own(cause, 'reason') : undefined;
  if (typeof reason === 'string') return reason;
  return error.message.replace(/\s*\(\d+:\d+\)$/, '').replace(/ in ".*"$/, '');
}
