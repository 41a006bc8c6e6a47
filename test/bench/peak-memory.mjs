// Hides how a measured process tells what it took: preloaded, it appends one line when the process ends, of kilobytes and of microseconds.
import { appendFileSync, readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const record = process.env['SPECPACT_BENCH_PEAKS'];
if (isMainThread && record !== undefined)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    appendFileSync(record, `${ownPeak() ?? maxRSS} ${userCPUTime + systemCPUTime}\n`);
  });

/** Linux counts for maxRSS also what the process that started this one held at that moment; not so here. */
function ownPeak() {
  try {
    return /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
