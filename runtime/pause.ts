// Hides how time passes for nobody's work, unless somebody has had enough.

/** Of what a timer takes: one that is set for longer rings at once. */
const LONGEST = 2 ** 31 - 1;

/** @throws the signal's reason, once it is aborted */
export function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', abort);
        resolve();
      },
      Math.min(milliseconds, LONGEST),
    );
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
