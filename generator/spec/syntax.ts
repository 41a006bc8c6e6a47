// Hides the wording of the parser: why a text is no YAML, without the absolute path that the parser puts into its message.
import type { YamlParseError } from '@redocly/openapi-core';

export function syntaxReason(error: YamlParseError): string {
  const { originalError } = error;
  if ('reason' in originalError && typeof originalError.reason === 'string') return originalError.reason;
  return error.message.replace(/\s*\(\d+:\d+\)$/, '').replace(/ in ".*"$/, '');
}
