// Hides how a `pattern` becomes a regular expression.

/**
 * With the `u` flag where the pattern bears it (JSON Schema 2020-12, core §6.4), without where it does not: `[\w-.]` is common.
 * @throws SyntaxError where it is none either way
 */
export function patternOf(pattern: string, flags = 'u'): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return new RegExp(pattern);
  }
}
