// How long a server is waited for: as long as it may need, and not again and again where waiting was never of use.
import { expect, it } from 'vitest';
import { Tolerance, type Wait } from '../../contract/plan/tolerance.js';

/** Waits that take no time, noted down. */
function waiting(what: string, settleMs = 10_000): Wait & { readonly waited: number[] } {
  const waited: number[] = [];
  return {
    what,
    settleMs,
    waited,
    wait: async (milliseconds) => {
      waited.push(milliseconds);
    },
  };
}

const total = ({ waited }: { readonly waited: readonly number[] }) =>
  waited.reduce((sum, each) => sum + each, 0);

/** What is over, or right, when it is looked at for the n-th time. */
function fromLook(n: number) {
  let looks = 0;
  return {
    state: async () => {
      looks += 1;
      return looks >= n ? 'ready' : 'busy';
    },
    wrong: async () => {
      looks += 1;
      return looks >= n ? [] : ['stale'];
    },
    looks: () => looks,
  };
}
const isReady = (state: string) => state === 'ready';
const kindOf = (found: string) => found;

it('waits for nothing where nothing is under way or wrong', async () => {
  const wait = waiting('any');
  const tolerance = new Tolerance();
  expect(await tolerance.until(wait, fromLook(1).state, isReady)).toBe('ready');
  expect(await tolerance.again(wait, fromLook(1).wrong, kindOf)).toEqual([]);
  expect(wait.waited).toEqual([]);
});

it('looks several times at once, then ever more seldom, and no longer than it may', async () => {
  const wait = waiting('ready /volumes');
  expect(await new Tolerance().until(wait, fromLook(6).state, isReady)).toBe('ready');
  expect(wait.waited).toEqual([0, 0, 0, 0, 5]);
  const never = waiting('ready /volumes');
  expect(await new Tolerance().until(never, fromLook(1e9).state, isReady)).toBe('busy');
  expect(total(never)).toBe(10_000);
  expect(Math.max(...never.waited)).toBe(500);
});

it('looks once at what was waited for in vain, and waits for all else', async () => {
  const tolerance = new Tolerance();
  await tolerance.until(waiting('ready /volumes'), fromLook(1e9).state, isReady);
  const [same, other] = [waiting('ready /volumes'), waiting('ready /backups')];
  const [ofSame, ofOther] = [fromLook(8), fromLook(8)];
  expect(await tolerance.until(same, ofSame.state, isReady)).toBe('busy');
  expect(ofSame.looks()).toBe(1);
  expect(await tolerance.until(other, ofOther.state, isReady)).toBe('ready');
});

it('looks again at what seems wrong, for a part of the time that there is', async () => {
  for (const [settleMs, most] of [
    [10_000, 1_500],
    [60_000, 9_000],
    [0, 0],
  ] as const) {
    const wait = waiting('/volumes', settleMs);
    const look = fromLook(1e9);
    expect(await new Tolerance().again(wait, look.wrong, kindOf)).toEqual(['stale']);
    expect(total(wait)).toBeCloseTo(most);
    expect(look.looks()).toBe(5);
  }
});

it('looks only once more, soon, at what stayed wrong twice', async () => {
  const tolerance = new Tolerance();
  for (let times = 0; times < 2; times++)
    await tolerance.again(waiting('/volumes'), fromLook(1e9).wrong, kindOf);
  const [third, other] = [waiting('/volumes'), waiting('/backups')];
  await tolerance.again(third, fromLook(1e9).wrong, kindOf);
  await tolerance.again(other, fromLook(1e9).wrong, kindOf);
  expect(third.waited).toEqual([50]);
  expect(total(other)).toBeCloseTo(1_500);
});

it('never tires of what was right later once', async () => {
  const tolerance = new Tolerance();
  expect(await tolerance.again(waiting('/volumes'), fromLook(5).wrong, kindOf)).toEqual([]);
  for (let times = 0; times < 20; times++) {
    const wait = waiting('/volumes');
    await tolerance.again(wait, fromLook(1e9).wrong, kindOf);
    expect(total(wait)).toBeCloseTo(1_500);
  }
});

it('gives a server that never needed it no more than a dozen seconds in all, and one that did as much as ever', async () => {
  const spent = async (tolerance: Tolerance) => {
    let sum = 0;
    for (let at = 0; at < 100; at++) {
      const wait = waiting(`/resource-${at}`);
      await tolerance.again(wait, fromLook(1e9).wrong, kindOf);
      sum += total(wait);
    }
    return sum;
  };
  expect(await spent(new Tolerance())).toBeLessThan(8 * 1_500 + 100 * 50);
  const proven = new Tolerance();
  await proven.again(waiting('/first'), fromLook(3).wrong, kindOf);
  expect(await spent(proven)).toBeCloseTo(100 * 1_500);
});
