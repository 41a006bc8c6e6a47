// Hides how a measured process tells what it took: preloaded, it appends one line when the process ends, of kilobytes and of microseconds.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const record = process.env['SPECPACT_BENCH_PEAKS'];
if (isMainThread && record !== undefined)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    appendFileSync(record, `${maxRSS} ${userCPUTime + systemCPUTime}\n`);
  });
