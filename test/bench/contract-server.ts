// A process that is a server to be measured against: it says where it listens.
import { listen } from '../faults/server/loopback.js';
import { forgetful } from './forgetful.js';

const { baseUrl } = await listen(forgetful().fetch);
process.send?.(baseUrl);
