// Hides when an answer says no more than that its version is gone, which a version may be whose day has come.
import type { Planned } from '../plan/types.js';
import type { Life } from './life.js';

/**
 * Why nothing else can be said of an answer, or undefined. That all of the version is gone, and with an answer of the right form, is for
 * the cases about versions to say.
 */
export function goneBy({ expect }: Planned, status: number, life: Life | undefined): string | undefined {
  if (!life || expect.kind === 'selection') return undefined;
  if (expect.kind === 'pair' && expect.status === String(status)) return undefined;
  const { outcomes } = life.chosen;
  const isSo = outcomes.some(
    (each) => each.kind === 'refused' && each.reason === 'retired' && each.status === status,
  );
  const served = outcomes.find((each) => each.kind === 'served');
  if (!isSo || served?.kind !== 'served') return undefined;
  return `version ${served.entry.id} is gone, as it may be since ${served.entry.notBefore}`;
}
