// Plants one defect at a time in a server that keeps to the seven documents: the kit finds it by the check that it was planted for. Many at a
// time: they cost waiting for what may still come, not work.
import { afterAll, describe, expect, it } from 'vitest';
import { DEFECTS } from './defects/index.js';
import { familiesToTry, INSTANT, PHASES_READY, told, tried } from './trial.js';

const familyOf = await familiesToTry();

/** No bound forbids it, and none says that a server must bear it. */
const ONLY_WARNED: ReadonlySet<string> = new Set(['size-above-32-bits-refused']);

describe('defects', () => {
  const ready = DEFECTS.filter(({ phase }) => PHASES_READY.includes(phase));
  let caught = 0;
  afterAll(() => {
    const waiting = DEFECTS.length - ready.length;
    console.log(`${caught} of ${DEFECTS.length} defects caught, ${waiting} wait for a phase`);
  });

  it('each has a name of its own, and there are many', () => {
    expect(new Set(DEFECTS.map(({ name }) => name)).size).toBe(DEFECTS.length);
    expect(DEFECTS.length).toBeGreaterThanOrEqual(90);
  });

  it.concurrent.each(ready.map((defect) => [defect.check, defect.name, defect] as const))(
    '%s: %s',
    async (check, name, defect) => {
      const { family, phase, server, instant = INSTANT, sentence } = defect;
      const { findings } = await tried(familyOf(family), server(instant), { instant, phases: [phase] });
      const enough = check === 'extra-fields' || ONLY_WARNED.has(name) ? ['warning', 'error'] : ['error'];
      const found = findings.filter((each) => each.check === check && enough.includes(each.severity));
      expect(found.length, `${sentence}\n${findings.map(told).join('\n')}`).toBeGreaterThan(0);
      caught += 1;
    },
  );
});
