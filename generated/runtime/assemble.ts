// Hides how written parameters are put together: path, query and headers of a request.
import { InvalidParameter } from './invalid-parameter.js';
import { own, type Refusing } from './value-text.js';
import type { ParameterValues, WireOperation, WireParameter } from './wire.js';

/** Writes one parameter: the text of a path segment or a header, pairs of a query or of cookies. Nothing, where there is nothing to say. */
export type WriteParameter = (parameter: WireParameter, value: unknown, pen: Refusing) => readonly string[];

/** @throws InvalidParameter */
export function assemble(
  { path, parameters }: Pick<WireOperation, 'path' | 'parameters'>,
  values: ParameterValues,
  write: WriteParameter,
): { path: string; headers: Headers } {
  const headers = new Headers();
  const segments = new Map<string, string>();
  const written: { [place: string]: string[] } = { query: [], querystring: [], cookie: [] };
  for (const parameter of parameters) {
    const { name, in: place, default: assumed, mediaType } = parameter;
    const value = own(values[place], name);
    const refuse = (why: string): never => {
      throw new InvalidParameter(name, place, why);
    };
    const isPath = place === 'path';
    if (value === undefined || (isPath && value === null && mediaType === undefined)) {
      if (isPath) refuse('is missing');
      continue;
    }
    const texts = write(parameter, value, { refuse });
    const [text = ''] = texts;
    if (isPath) {
      // URL parsers read `.` and `..` as steps, even percent-encoded, and an empty segment names another resource.
      if (/^(?:\.|%2e){0,2}$/i.test(text)) refuse(`cannot be ${JSON.stringify(text)}`);
      segments.set(name, text);
    } else if (texts.length === 0) {
      if (assumed !== undefined)
        refuse(`is empty, and would be taken for its default ${JSON.stringify(assumed)}`);
    } else if (place === 'header') headers.set(name, text);
    else written[place]?.push(...texts);
  }
  const { query = [], querystring = [], cookie = [] } = written;
  if (cookie.length > 0) headers.set('cookie', cookie.join('; '));
  const search = [...query, ...querystring].filter((part) => part !== '').join('&');
  // Some templates end in a query or a fragment: what follows would be read as a part of it.
  const sent = path
    .replace(/\{([^{}]*)\}/g, (template, name: string) => segments.get(name) ?? template)
    .replace(/#.*/s, '');
  return { path: search === '' ? sent : `${sent}${sent.includes('?') ? '&' : '?'}${search}`, headers };
}
