// Hides what each operation answers: the documented refusal that it asks for, else what its role makes of the state.
import type { Operation } from '../../../generator/model/types.js';
import type { HandlerContext } from '../../../runtime/handling.js';
import type { Answer } from '../../../runtime/wire.js';
import { refusalFor, successFor } from '../pairs.js';
import type { Role } from '../roles.js';
import { templateOf } from '../template.js';
import { act } from './action.js';
import { create } from './create.js';
import { type Bench, type Exchange, type Input, type RoleOf, sentOf } from './exchange.js';
import { list } from './list.js';
import { merge } from './merge.js';
import { read } from './read.js';
import { remove } from './remove.js';
import { replace } from './replace.js';
import { single } from './single.js';

/** One a role. @throws Refusal where the state refuses it */
const answers: { readonly [Kind in Role['kind']]: (exchange: Exchange, role: RoleOf<Kind>) => Answer } = {
  ...{ list, create, read, replace, merge, remove },
  ...{ single, action: act },
};

/** Answers an operation. @throws Refusal where the state or a documented exchange refuses it */
export function answerTo(bench: Bench, operation: Operation, input: Input, context: HandlerContext): Answer {
  const sent = sentOf(input);
  const refused = refusalFor(operation, sent, bench.knowledge.credentials);
  if (refused) throw bench.refusals.ofPair(operation, refused, sent);
  const pair = successFor(operation, sent, context.request.headers.get('accept') ?? undefined);
  const template = templateOf(bench.knowledge, operation, {
    ...{ accepts: context.accepts, pair },
    ...(bench.isDynamic && { dynamic: true }),
  });
  const role = bench.knowledge.roleOf(operation);
  const answer = answers[role.kind] as (exchange: Exchange, role: Role) => Answer;
  return answer({ bench, operation, sent, context, template }, role);
}
