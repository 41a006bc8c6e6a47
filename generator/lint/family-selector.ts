// Hides how a document shows the way in which requests name its version: a header or query parameter, or the beginning of every path.
import type { UserContext } from '@redocly/openapi-core';
import { describes, type Selector, type VersionEntry } from '../../runtime/lifecycle.js';
import { selectorValue } from '../../runtime/selector.js';
import type { Disagreement } from './disagreement.js';
import { isParameter, keyOf, type OperationView, type ParameterView } from './operations.js';
import type { Membership } from './scope.js';
import { type Shown, shownBy } from './shown.js';
import { items, type ObjectSpot, own } from './tree.js';

export function selectorDisagreements(
  root: ObjectSpot,
  operations: readonly OperationView[],
  { manifest, entry }: Membership,
  ctx: UserContext,
): Disagreement[] {
  const { selector } = manifest.family;
  if (selector.in === 'path') return pathDisagreements(root, operations, selector, entry, ctx);
  const { in: where, name } = selector;
  if ((where !== 'header' && where !== 'query') || name === undefined) return [];
  const found = operations.flatMap(({ parameters }) =>
    parameters.filter((each) => isParameter(each, where, name)),
  );
  return [...new Map(found.map((each) => [each.spot.node, each])).values()].flatMap((parameter) =>
    valueDisagreements(parameter, selector, entry, ctx),
  );
}

/** What a document leaves unsaid of the selector, told once: its operations do not take it, or do not show what to send. */
export function selectorOmissions(
  operations: readonly OperationView[],
  { manifest, entry }: Membership,
  ctx: UserContext,
): Disagreement[] {
  const { in: where, name } = manifest.family.selector;
  if ((where !== 'header' && where !== 'query') || name === undefined) return [];
  const expected = JSON.stringify(selectorValue(manifest.family.selector, entry.id));
  const parameterOf = ({ parameters }: OperationView) =>
    parameters.find((each) => isParameter(each, where, name));
  const without = operations.filter((each) => !parameterOf(each));
  const [first] = without;
  if (first) {
    const count = `${without.length} of ${operations.length} operations`;
    const message = `The ${where} parameter ${name}, by which requests name the version, is not described for ${count}: ${first.label}${without.length > 1 ? ' and others' : ''}.`;
    return [{ message, location: keyOf(first.spot) }];
  }
  const silent = operations.map(parameterOf).find((each) => each && shownBy(each.spot, ctx).length === 0);
  if (!silent) return [];
  const message = `The ${where} parameter ${name} shows no value: expected an example, const or enum with ${expected}.`;
  return [{ message, location: silent.spot.location }];
}

/** At least one documented value names this version, and a value that stands alone does. */
function valueDisagreements(
  parameter: ParameterView,
  selector: Selector,
  entry: VersionEntry,
  ctx: UserContext,
): Disagreement[] {
  const values = shownBy(parameter.spot, ctx);
  const expected = JSON.stringify(selectorValue(selector, entry.id));
  const [first] = values;
  const fits = (shown: Shown) => typeof shown.value === 'string' && names(shown.value, selector, entry);
  const wrong = values.find((each) => each.alone && !fits(each)) ?? (values.some(fits) ? undefined : first);
  if (!wrong) return [];
  const message = `The ${parameter.in} parameter ${parameter.name} shows ${JSON.stringify(wrong.value)}, which does not name version ${entry.id}: expected ${expected}.`;
  return [{ message, location: wrong.location }];
}

/** Every path begins with the selector's format, counted from the host (the path of the server's URL included) or from the server. */
function pathDisagreements(
  root: ObjectSpot,
  operations: readonly OperationView[],
  selector: Selector,
  entry: VersionEntry,
  ctx: UserContext,
): Disagreement[] {
  const [server] = items(ctx, root, 'servers');
  const url = server && own(server.node, 'url');
  const base =
    typeof url === 'string' ? url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/\/$/, '') : '';
  const paths = [...new Set(operations.map((operation) => operation.path))];
  return paths
    .filter((path) => ![path, base + path].some((full) => names(head(full, selector), selector, entry)))
    .map((path) => ({
      message: `The path ${path} does not begin with ${selectorValue(selector, entry.id)}, by which family.yaml says that requests name the version.`,
      location: keyOf({ location: root.location.child(['paths', path]) }),
    }));
}

/** As many segments of a path as the selector's format has. */
function head(path: string, { format }: Selector): string {
  const leading = format.startsWith('/') ? '/' : '';
  const count = format.split('/').filter(Boolean).length;
  return leading + path.split('/').filter(Boolean).slice(0, count).join('/');
}

/** Whether a value is the selector's format with this version in it, or with one that its document covers too. */
function names(value: string, { format }: Selector, entry: VersionEntry): boolean {
  const [before = '', after = ''] = format.split('{version}', 2);
  if (!value.startsWith(before) || !value.endsWith(after)) return false;
  return describes(entry, value.slice(before.length, value.length - after.length));
}
