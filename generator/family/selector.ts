// Hides what a selector must be beyond its shape: a name where one is needed, one {version}, nothing that a header cannot carry.
import type { Selector } from '../../runtime/lifecycle.js';
import type { RawSelector } from './family-schema.js';
import type { Finding } from './finding.js';

/** RFC 9110 §5.6.2. */
const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/** Fills in the defaults and says what is wrong. */
export function buildSelector(raw: RawSelector): { selector: Selector; findings: Finding[] } {
  const { format = '{version}', whenAbsent = 'current' } = raw;
  const selector: Selector = {
    in: raw.in,
    ...(raw.name !== undefined && { name: raw.name }),
    format,
    whenAbsent,
  };
  const found = [checkName(raw), checkFormat(raw.in, format), checkAbsent(selector)];
  return { selector, findings: found.filter((finding) => finding !== undefined) };
}

function checkName({ in: place, name }: RawSelector): Finding | undefined {
  if (place === 'path' || place === 'none') return undefined;
  if (name === undefined) {
    const example = place === 'header' ? 'Acme-Version' : 'version';
    return finding('', `A selector in ${place} has no "name".`, `Add the name, such as name: ${example}.`);
  }
  if (place === 'query' || TOKEN.test(name)) return undefined;
  const message = `${JSON.stringify(name)} is no name of a ${place === 'header' ? 'header' : 'parameter'}.`;
  return finding('/name', message, 'Use letters, digits and dashes.');
}

function checkFormat(place: Selector['in'], format: string): Finding | undefined {
  const [before, after, ...more] = format.split('{version}');
  if (before === undefined || after === undefined || more.length > 0) {
    return finding('/format', '"format" must hold {version} once.', 'Write it such as "volume {version}".');
  }
  if (place === 'header' && (format.includes(',') || format.trim() !== format)) {
    const message = '"format" of a header can hold no comma and no blank at its ends.';
    return finding('/format', message, 'A comma separates the values of several services in one header.');
  }
  if (place === 'path' && after.includes('/')) {
    return finding(
      '/format',
      '"format" of a path must end with the version.',
      'Write it such as /api/{version}.',
    );
  }
  return undefined;
}

function checkAbsent({ in: place, whenAbsent }: Selector): Finding | undefined {
  if (place !== 'none' || whenAbsent !== 'required') return undefined;
  const hint = 'Write whenAbsent: current, or say where a request names its version.';
  return finding('/whenAbsent', 'A version that no request can name cannot be required.', hint);
}

function finding(at: string, message: string, hint: string): Finding {
  return { id: 'family-invalid', severity: 'error', pointer: `/selector${at}`, message, hint };
}
