// Hides which credentials a mock takes: any, but for those that the document shows to be wrong, or that say so themselves.
import type { Credentials } from '../../runtime/principal.js';
import { isSuccess } from '../plan/expectation.js';
import { isObject } from '../pointer.js';
import type { Knowledge } from './knowledge.js';

/** `any`; `documented`: only those that a documented success shows; or secrets by the name of their scheme. */
export type AcceptedCredentials = 'any' | 'documented' | Readonly<Record<string, string>>;

/** Words that tests put in place of a secret. */
const WRONG = /(^|[^a-z])(wrong|invalid|expired|revoked|bad|incorrect|unauthori[sz]ed)([^a-z]|$)/i;

/** Says whether the credentials of a request let it pass. */
export function accepting(
  { model }: Knowledge,
  accepted: AcceptedCredentials,
): (credentials: Credentials) => boolean {
  const [good, bad] = [new Set<string>(), new Set<string>()];
  for (const { examples } of model.operations)
    for (const pair of examples)
      for (const text of secretsIn(pair.request))
        (isSuccess(pair) || !/^40[13]$/.test(pair.response.status) ? good : bad).add(text);
  for (const each of good) bad.delete(each);
  if (typeof accepted === 'object')
    return (credentials) =>
      Object.entries(credentials).every(
        ([key, secret]) => !Object.hasOwn(accepted, key) || accepted[key] === secret,
      );
  if (accepted === 'documented' && good.size > 0)
    return (credentials) =>
      Object.values(credentials).every((secret) => secret !== undefined && good.has(secret));
  return (credentials) =>
    Object.values(credentials).every(
      (secret) => secret !== undefined && !bad.has(secret) && (good.has(secret) || !isWrong(secret, good)),
    );

  function secretsIn(request: object): string[] {
    return Object.values(request).flatMap((place: unknown) =>
      isObject(place)
        ? Object.entries(place).flatMap(([name, value]) => {
            const isSecret = typeof value === 'string' && isCredential(name);
            return isSecret ? [value, value.replace(/^\S+\s+/, '')] : [];
          })
        : [],
    );
  }

  function isCredential(name: string): boolean {
    return (
      model.securitySchemes.some((scheme) => scheme.name?.toLowerCase() === name.toLowerCase()) ||
      name.toLowerCase() === 'authorization'
    );
  }
}

/** What says that it is wrong, and what is a documented one with a slip of the pen in it. */
function isWrong(secret: string, good: ReadonlySet<string>): boolean {
  if (WRONG.test(secret)) return true;
  return [...good].some(
    (each) =>
      each.length > 3 &&
      each.length === secret.length &&
      each.slice(0, -1) === secret.slice(0, -1) &&
      !/^\d+$/.test(each),
  );
}
