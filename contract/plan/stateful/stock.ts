// Hides which items of the run's own a list is tried with: a few that differ in nothing but free texts.
import { memberOf } from '../../pointer.js';
import { baseOf } from '../base.js';
import { otherTexts } from '../other-value.js';
import { owedNames, sentItem, withItem } from '../owed.js';
import { NAMES } from '../renamed.js';
import type { Change, Made, Session } from '../session.js';
import type { PlannedRequest } from '../types.js';
import type { Ground } from './ground.js';
import { plainList } from './walk.js';

/** A list under trial: the request that asks for all of it, and what the run has put there. */
export interface Listing {
  readonly request: PlannedRequest;
  readonly own: readonly Made[];
}

/** Puts items on a list, where there is a way, and says how to ask for it. */
export async function listing(session: Session, ground: Ground): Promise<Listing | undefined> {
  const { create } = ground.resource;
  const own = create ? await session.shared(ground.resource, changesOf(ground)) : [];
  const request = plainList(ground, own[0]?.path);
  return request && { request, own };
}

/**
 * The documented item, one whose name goes on, one in another case, and one with one more tag in front; fewer where nothing can be
 * deleted. In an order that is none of the names.
 */
function changesOf(ground: Ground): Change[] {
  const { create, delete: remove } = ground.resource;
  const base = create && baseOf(ground.context, create);
  const item = sentItem(base?.request.values.body);
  if (!create || !base || !item) return [(request) => request];
  const accepts = (name: string, value: unknown) =>
    ground.accepts(create, withItem(base.request.values.body, { ...item, [name]: value }));
  const owed = [...owedNames(ground.context.subject.model, ground.resource, create)];
  const name = [...NAMES, ...owed].find((each) => {
    const text = memberOf(item, each);
    return (
      owed.includes(each) &&
      typeof text === 'string' &&
      otherTexts(text).some((other) => accepts(each, other))
    );
  });
  const setting =
    (members: Readonly<Record<string, unknown>>): Change =>
    (request) => ({
      ...request,
      values: {
        ...request.values,
        body: withItem(request.values.body, { ...sentItem(request.values.body), ...members }),
      },
    });
  if (name === undefined) return [setting({}), setting({})];
  const text = String(item[name]);
  const longer = otherTexts(text, ['-c', 'c', ' c']).find((each) => accepts(name, each)) ?? text;
  const upper = longer.toUpperCase();
  const tags = moreTags(item, owed, accepts);
  const front = otherTexts(text, ['-a', 'a', ' a']).find((each) => accepts(name, each));
  return [
    setting({ [name]: longer }),
    setting(tags ?? {}),
    ...(accepts(name, upper) ? [setting({ [name]: upper })] : []),
    ...(remove && front !== undefined ? [setting({ [name]: front })] : []),
  ];
}

/** One more in front of a list of free texts. */
function moreTags(
  item: Readonly<Record<string, unknown>>,
  owed: readonly string[],
  accepts: (name: string, value: unknown) => boolean,
): Readonly<Record<string, unknown>> | undefined {
  for (const name of owed) {
    const list = memberOf(item, name);
    if (!Array.isArray(list) || typeof list[0] !== 'string') continue;
    const [first] = otherTexts(list[0]);
    const more = [first, ...(list as unknown[])];
    if (first !== undefined && accepts(name, more)) return { [name]: more };
  }
  return undefined;
}
