// Hides when HEAD answers like GET (RFC 9110 §9.3.2): the same status, and the same values in the headers that it sends; and that what GET
// does not find HEAD does not find either.
import type { Operation } from '../../../generator/model/types.js';
import { memberOf } from '../../pointer.js';
import { shown } from '../../show.js';
import { isSuccess } from '../../status.js';
import { aimedAt, baseOf } from '../base.js';
import type { Reply, Session } from '../session.js';
import { schemaPointer } from '../trials.js';
import type { PlannedRequest, Scenario } from '../types.js';
import { whenFree } from './change.js';
import { GONE, type Ground, type Shown } from './ground.js';

export function* head(ground: Ground): Generator<Scenario> {
  const { list, get, head: documented } = ground.resource;
  for (const operation of [list, get]) {
    const base = operation && baseOf(ground.context, operation);
    if (!operation || !base) continue;
    const isDocumented = operation === get && documented !== undefined;
    yield ground.scenario(operation, ['head'], (session) =>
      likeGet(session, ground, operation, base.request, isDocumented),
    );
  }
  yield* unknown(ground);
  yield* gone(ground);
}

/** What nobody has is not found by HEAD, where it is not by GET. */
function* unknown(ground: Ground): Generator<Scenario> {
  const { get, parameter = '' } = ground.resource;
  const base = get && baseOf(ground.context, get);
  const id = get && base && nobodys(ground, get, memberOf(base.request.values.path, parameter));
  if (!get || !base || id === undefined) return;
  yield ground.scenario(get, ['head', 'unknown'], async (session) => {
    const { needs: _, ...request } = aimedAt(base.request, { [parameter]: id });
    await ground.lookAgain(session, () => missed(session, ground, get, request));
  });
}

/** A valid id of the kind that is known, which no item can be expected to have. */
function nobodys(ground: Ground, get: Operation, known: unknown): unknown {
  const parameter = get.parameters.find(
    (each) => each.in === 'path' && each.name === ground.resource.parameter,
  );
  const schema = parameter && schemaPointer(ground.context, parameter);
  if (schema === undefined) return undefined;
  const guesses = [
    ...(typeof known === 'number'
      ? []
      : ['5bec9ac7-0000-4000-8000-00000000dead', `${String(known)}-of-nobody`]),
    ...[2 ** 53 - 1, 2 ** 31 - 1],
    ...(typeof known === 'number' ? [] : ['ofnobody']),
  ];
  return guesses.find((each) => ground.context.schemas.accepts(schema, each) === true);
}

/** What is deleted is not found by HEAD either, where it is not by GET. */
function* gone(ground: Ground): Generator<Scenario> {
  const { create, delete: remove, get } = ground.resource;
  if (!create || !remove || !get || ![create, remove, get].every((each) => baseOf(ground.context, each)))
    return;
  yield ground.scenario(get, ['head', 'gone'], async (session) => {
    const { path } = await ground.make(session);
    const [deletion, reading] = [ground.request(remove, path), ground.request(get, path)];
    const deleted = deletion && (await whenFree(session, ground, 'delete', remove, deletion));
    if (!reading || !deleted || !isSuccess(deleted))
      return session.skip('what was made for it could not be deleted');
    await ground.until(
      session,
      'deletion',
      () => ground.send(session, 'GET', get, reading, GONE),
      (seen) => !seen || GONE.includes(seen.status),
    );
    await ground.lookAgain(session, () => missed(session, ground, get, reading));
  });
}

/** What GET does not find and HEAD does. */
async function missed(
  session: Session,
  ground: Ground,
  get: Operation,
  request: PlannedRequest,
): Promise<readonly Shown[]> {
  const before = await ground.send(session, 'GET again', get, request, GONE);
  const reply = await ground.send(session, 'HEAD', get, { ...request, method: 'HEAD' }, NONE);
  if (!before || !reply || !GONE.includes(before.status)) return [];
  session.judged('head');
  return isSuccess(reply) ? [told(get, reply, '/status', String(before.status), String(reply.status))] : [];
}

async function likeGet(
  session: Session,
  ground: Ground,
  operation: Operation,
  request: PlannedRequest,
  isDocumented: boolean,
): Promise<void> {
  await ground.lookAgain(session, async () => {
    const before = await ground.send(session, 'GET', operation, request, NONE);
    const reply = await ground.send(session, 'HEAD', operation, { ...request, method: 'HEAD' }, NONE);
    const after = await ground.send(session, 'GET again', operation, request, NONE);
    if (!before || !reply || !after || !isSuccess(before) || before.status !== after.status) return [];
    // Servers that do not know the method need not, unless the document says so.
    if (NONE.includes(reply.status) && !isDocumented) return [];
    session.judged('head');
    if (reply.status !== before.status)
      return [told(operation, reply, '/status', String(before.status), String(reply.status))];
    return namesOf(operation, before)
      .filter((name) => before.headers.get(name) === after.headers.get(name))
      .filter((name) => reply.headers.has(name) && reply.headers.get(name) !== before.headers.get(name))
      .map((name) =>
        told(
          operation,
          reply,
          `/header/${name}`,
          shown(before.headers.get(name)),
          shown(reply.headers.get(name)),
        ),
      );
  });
}

/** No such thing, no such method, not built. */
const NONE: readonly number[] = [404, 405, 410, 501];

/** Headers that are about what is sent, and those that the document has. */
function namesOf(operation: Operation, { headers, status }: Reply): string[] {
  const documented = operation.responses
    .filter((each) => each.status === String(status) || /^(2XX|default)$/i.test(each.status))
    .flatMap((each) => each.headers.map(({ name }) => name));
  const usual = ['Content-Type', 'ETag', 'Content-Length', 'Last-Modified', 'X-Total-Count'];
  // How it is packed decides on its length.
  const isPacked = headers.has('content-encoding') || headers.has('transfer-encoding');
  return [...new Set([...documented, ...usual])].filter(
    (name) => headers.has(name) && !(isPacked && name === 'Content-Length') && !OF_THE_MOMENT.test(name),
  );
}

const OF_THE_MOMENT =
  /^(date|age|set-cookie|x?-?(request|trace|correlation)-?id|.*-(remaining|reset)|retry-after|server-timing)$/i;

function told(operation: Operation, reply: Reply, pointer: string, expected: string, actual: string): Shown {
  const message = 'HEAD does not answer as GET does.';
  return {
    check: 'head',
    reply,
    flaw: { pointer, message, expected: `${expected}, as GET`, actual, source: operation.source },
  };
}
