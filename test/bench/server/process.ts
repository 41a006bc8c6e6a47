// A process that is a server to be measured: it says where it listens, and when asked, what it has taken.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { started } from './contenders.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('message', (asked) => {
  if (asked === 'heap') collect();
  const { user, system } = process.cpuUsage();
  process.send?.({ processor: (user + system) / 1e6, heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => process.exit());
process.send?.(await started(process.argv[2] ?? ''));
