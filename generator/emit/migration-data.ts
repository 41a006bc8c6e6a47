// Hides how what is carried over by itself is spelled as data for the runtime.
import type { OperationChange as RuntimeChange, InputChange as RuntimeInput } from '../../runtime/migrate.js';
import type { AdjacentVersions, Carried, OperationChange, Way } from '../diff/carry/types.js';
import type { ApiModel, Direction, Operation } from '../model/types.js';
import { signatureOf } from './signature.js';
import { js, key, object } from './tokens.js';
import { validatorsName } from './wire-operation.js';

/** The literal of the runtime's `Changes`. */
export function changesOf({ older, newer, change }: AdjacentVersions): string {
  const { family = older.title, id } = older.version;
  const operations = change.operations.map(
    (each) => `${key(each.older.name)}: ${js(operationChange(each, older, newer), '    ')}`,
  );
  return object(
    [
      `name: ${js(`${family} ${id}`)}`,
      `up: ${carriedText(change.up, older, 'up')}`,
      `down: ${carriedText(change.down, newer, 'down')}`,
      `operations: ${object(operations, '  ')}`,
    ],
    '',
  );
}

/** Alternatives are told apart by the schemas of the version that values come from. */
function carriedText({ steps, named, guards }: Carried, source: ApiModel, way: Way): string {
  const direction: Direction = way === 'up' ? 'request' : 'response';
  const names = new Map(source.schemas.map((each) => [each.key, each.name]));
  const made = guards.map(
    (guard) =>
      `${key(guard)}: validator(${way === 'up' ? 'older' : 'newer'}Schemas.${names.get(guard) ?? ''}, ${js(direction)})`,
  );
  const called = js(Object.fromEntries(named.map((each) => [each.older.name, each.older.key])), '    ');
  return object([`steps: ${js(steps, '    ')}`, `named: ${called}`, `guards: ${object(made, '    ')}`], '  ');
}

function operationChange(change: OperationChange, older: ApiModel, newer: ApiModel): RuntimeChange {
  const { older: from, newer: to } = change;
  if (!to) return {};
  const input = inputOf(change, to);
  const answers = answersOf(change, from, to);
  const had = signatureOf(older, from, '').hasInput;
  const has = signatureOf(newer, to, '').hasInput;
  return {
    to: to.name,
    ...((input || answers) && { routes: [validatorsName(from), validatorsName(to)] as const }),
    ...(had !== has && { isBare: !has }),
    ...(input && { input }),
    ...(answers && { answers }),
  };
}

function inputOf({ older, input }: OperationChange, newer: Operation): RuntimeInput | undefined {
  const { renamed, places, bodies, fills, asked } = input;
  const isRenamed = Object.keys(renamed).length > 0;
  const isMoved = bodies.some(({ from, to, step }) => step || from !== to);
  const isOtherForm = (older.body?.content.length ?? 0) > 1 !== (newer.body?.content.length ?? 0) > 1;
  const isSame =
    !isRenamed && Object.keys(places).length === 0 && !isMoved && !isOtherForm && !fills && !asked;
  if (isSame) return undefined;
  const unjudged: Record<string, string[]> = {};
  for (const { in: place, name, role } of newer.parameters)
    if (role !== 'plain') unjudged[place] = [...(unjudged[place] ?? []), name];
  const asks = asked?.parts.map(({ place, names }) => [place, place === 'body' ? true : names] as const);
  return {
    ...(isRenamed && { renamed }),
    ...(Object.keys(places).length > 0 && { places }),
    ...(Object.keys(unjudged).length > 0 && { unjudged }),
    ...(bodies.length > 0 && {
      bodies: Object.fromEntries(bodies.map(({ from, to, step }) => [from, { to, ...(step && { step }) }])),
    }),
    ...(asks && { asks: Object.fromEntries(asks) }),
  };
}

function answersOf(
  { answers }: OperationChange,
  older: Operation,
  newer: Operation,
): RuntimeChange['answers'] {
  const first = (operation: Operation, status: string) =>
    operation.responses.find((each) => each.status === status)?.content[0]?.mediaType;
  const changed = answers.filter(({ status, mediaType, to, step, dropHeaders, asked }) => {
    const isOther = to !== mediaType || first(older, status) !== first(newer, status);
    return asked || step || dropHeaders.length > 0 || (mediaType !== undefined && isOther);
  });
  if (changed.length === 0) return undefined;
  const made: Record<string, Record<string, object>> = {};
  for (const { status, mediaType, to, step, dropHeaders, asked } of changed) {
    const response = newer.responses.find((each) => each.status === status);
    const item = response?.content.find((each) => each.mediaType === mediaType)?.item;
    const change = asked
      ? { asks: true }
      : {
          ...(to !== undefined && { to }),
          ...(step && { step }),
          ...(step && item?.of === 'data' && { isData: true }),
          ...(dropHeaders.length > 0 && { drop: dropHeaders }),
        };
    made[status] = { ...made[status], [mediaType ?? '']: change };
  }
  return made;
}
