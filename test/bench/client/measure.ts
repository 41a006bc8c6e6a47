// A process that makes the call in every way, taking turns, and says how long each took: a line of JSON for each round.
import { inMemory, SNAPSHOTS, type Way, waysOf } from './calls.js';

const [baseUrl = '', rounds = '40', calls = '200', only = ''] = process.argv.slice(2);
const ways = waysOf(baseUrl || 'http://localhost', baseUrl === '' ? inMemory : undefined);
const names = (Object.keys(ways) as Way[]).filter((name) => only === '' || name === only);

for (let round = -5; round < Number(rounds); round++) {
  const taken: Partial<Record<Way, { wall: number; processor: number }>> = {};
  // Each begins as often as every other: who comes first pays for what the one before has left.
  for (let turn = 0; turn < names.length; turn++) {
    const name = names[(turn + Math.max(0, round)) % names.length] as Way;
    const way = ways[name];
    const [begun, used] = [performance.now(), process.cpuUsage()];
    for (let call = 0; call < Number(calls); call++)
      if ((await way()) !== SNAPSHOTS) throw new Error(`${name} has another answer.`);
    const { user, system } = process.cpuUsage(used);
    taken[name] = { wall: (performance.now() - begun) * 1000, processor: user + system };
  }
  // The first rounds are for the compiler of the platform.
  if (round >= 0) console.log(JSON.stringify(taken));
}
