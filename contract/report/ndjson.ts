// Hides the lines of a run: every event as it came, one a line, to be read by programs and merged.
import { harmlessJson } from '../show.js';
import type { Report } from './report.js';

export function ndjsonReport(): Report {
  return {
    add: (event) => `${harmlessJson(event, 0)}\n`,
    end: () => '',
  };
}
