// Hides how documented values give way to those of a real system: variables, headers and the version under test.
import type { ExamplePair, Operation, ParameterLocation, Version } from '../../generator/model/types.js';
import { selectorValue } from '../../runtime/selector.js';
import type { WireParameter } from '../../runtime/wire.js';
import { memberOf, sameJson } from '../pointer.js';
import { isRefusal } from './expectation.js';
import type { PlanContext, SentValues } from './types.js';

export interface Bound {
  readonly parameters: readonly WireParameter[];
  readonly values: SentValues;
}

/** Maps: a parameter may be called `__proto__`, and assigned as a member it would be lost. */
type Gathered = Record<ParameterLocation, Map<string, unknown>>;

/**
 * The values that a pair's request is sent with, and the parameters that carry them. In rising order of precedence: what the
 * pair documents, `settings.variables`, `settings.headers`; the version under test where nobody says which.
 *
 * A refusal keeps the value that makes it one (an unknown id, a bad token): where it documents another value than the
 * operation's success does, that value is not replaced. A pair without credentials is given none.
 * @param base the operation's documented success, if it has one
 */
export function bind(
  { subject, settings, credentials }: PlanContext,
  operation: Operation,
  pair: ExamplePair,
  base: ExamplePair | undefined,
): Bound {
  const { request } = pair;
  const values: Gathered = {
    path: new Map(Object.entries(request.path)),
    query: new Map(Object.entries(request.query)),
    header: new Map(Object.entries(request.header)),
    cookie: new Map(Object.entries(request.cookie)),
    querystring: new Map(Object.entries(request.querystring)),
  };
  const parameters: WireParameter[] = [...operation.parameters];
  const variables = settings.variables ?? {};
  const keeps = (where: ParameterLocation, name: string): boolean => {
    const own = memberOf(request[where], name);
    const usual = memberOf(base?.request[where], name);
    return isRefusal(pair) && own !== undefined && usual !== undefined && !sameJson(own, usual);
  };
  const withheld = (name: string) => pair.withoutCredentials === true && credentials.has(name.toLowerCase());

  for (const parameter of operation.parameters) {
    const { name, in: where } = parameter;
    const documented = memberOf(request[where], name);
    if (!Object.hasOwn(variables, name) || keeps(where, name) || withheld(name)) continue;
    if (documented !== undefined || parameter.required)
      values[where].set(name, readAs(variables[name], documented));
  }
  for (const [name, value] of Object.entries(settings.headers ?? {})) {
    const known = parameters.find((each) => each.in === 'header' && same(each.name, name));
    if (withheld(name) || (known && keeps('header', known.name))) continue;
    values.header.set(known?.name ?? name, value);
    if (!known) parameters.push(plainHeader(name));
  }
  addVersion(subject.model.version, parameters, values);
  return {
    parameters,
    values: { ...sentValues(values), ...(request.body && { body: request.body.value }) },
  };
}

function sentValues({ path, query, header, cookie, querystring }: Gathered): SentValues {
  return {
    path: Object.fromEntries(path),
    query: Object.fromEntries(query),
    header: Object.fromEntries(header),
    cookie: Object.fromEntries(cookie),
    querystring: Object.fromEntries(querystring),
  };
}

/** The selector of a family names the version where the example does not; a path selector is in the path already. */
function addVersion({ id, selector }: Version, parameters: WireParameter[], values: Gathered): void {
  const where = selector?.in;
  if (!selector?.name || (where !== 'header' && where !== 'query')) return;
  const wanted = selector.name;
  const matches = (name: string) => (where === 'header' ? same(name, wanted) : name === wanted);
  if ([...values[where].keys()].some(matches)) return;
  const documented = parameters.find((each) => each.in === where && matches(each.name));
  values[where].set(documented?.name ?? wanted, selectorValue(selector, id));
  if (!documented)
    parameters.push({ ...plainHeader(wanted), in: where, style: where === 'header' ? 'simple' : 'form' });
}

/** A variable comes as text from a command line; where the document shows another type, it is read as that. */
function readAs(value: unknown, documented: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (typeof documented === 'number' && value.trim() !== '' && Number.isFinite(Number(value)))
    return Number(value);
  if (typeof documented === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (Array.isArray(documented))
    return value === '' ? [] : value.split(',').map((item) => readAs(item, documented[0]));
  return value;
}

function plainHeader(name: string): WireParameter {
  return { name, in: 'header', style: 'simple', explode: false };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
