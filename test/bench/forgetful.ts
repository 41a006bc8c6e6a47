// Hides the server that the contract kit is measured against: it answers at once, and starts anew from time to time, for what it keeps is not measured.
import { createServer, type FaultServer } from '../faults/server/index.js';
import { INSTANT } from '../faults/trial.js';

export const FAMILY = 'scaleway-instance';
const REQUESTS = 1_000;

export function forgetful(): Pick<FaultServer, 'fetch'> {
  const server = createServer(FAMILY, INSTANT);
  let asked = 0;
  return {
    fetch: (request) => {
      asked += 1;
      if (asked % REQUESTS === 0) server.reset();
      return server.fetch(request);
    },
  };
}
