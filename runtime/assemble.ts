// Hides how written parameters are put together: path, query and headers of a request.
import { InvalidParameter } from './invalid-parameter.js';
import { own, type Refusing } from './value-text.js';
import type { ParameterValues, WireOperation, WireParameter } from './wire.js';

/** Writes one parameter: the text of a path segment or a header, pairs of a query or of cookies. Nothing, where there is nothing to say. */
export type WriteParameter = (parameter: WireParameter, value: unknown, pen: Refusing) => readonly string[];

/**
 * @param setHeader told of each, by its name in lower case
 * @returns the path with its query
 * @throws InvalidParameter
 */
export function assemble(
  { path, parameters }: Pick<WireOperation, 'path' | 'parameters'>,
  values: ParameterValues,
  write: WriteParameter,
  setHeader: (name: string, text: string) => void,
): string {
  const cookies: string[] = [];
  const query: string[] = [];
  // Some templates end in a query or a fragment: what follows would be read as a part of it.
  let [sent = ''] = path.split('#', 1);
  for (const parameter of parameters) {
    const { name, in: place, default: assumed } = parameter;
    const isSegment = place === 'path';
    const value = own(values[place], name);
    if (value === undefined && !isSegment) continue;
    const refuse = (why: string): never => {
      throw new InvalidParameter(name, place, why);
    };
    const texts = value === undefined ? [] : write(parameter, value, { refuse });
    const [text] = texts;
    if (isSegment) {
      if (text === undefined) refuse('is missing');
      // URL parsers read `.` and `..` as steps, even percent-encoded, and an empty segment names another resource.
      else if (/^(?:\.|%2e){0,2}$/i.test(text)) refuse(`cannot be ${JSON.stringify(text)}`);
      else sent = sent.replaceAll(`{${name}}`, () => text);
    } else if (text === undefined) {
      if (assumed !== undefined)
        refuse(`is empty, and would be taken for its default ${JSON.stringify(assumed)}`);
    } else if (place === 'header') setHeader(name.toLowerCase(), text);
    else (place === 'cookie' ? cookies : query).push(...texts);
  }
  if (cookies.length > 0) setHeader('cookie', cookies.join('; '));
  const search = query.filter((pair) => pair).join('&');
  return search ? sent + (sent.includes('?') ? '&' : '?') + search : sent;
}
