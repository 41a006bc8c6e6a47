// Hides which kinds of cases there are; in what order they are tried is that of their phases.
import { coverage } from './coverage.js';
import { discovery } from './discovery.js';
import { examples } from './examples.js';
import { fuzz } from './fuzz/index.js';
import { lifecycle } from './lifecycle/cases.js';
import { negative } from './negative.js';
import { stateful } from './stateful/index.js';
import type { CaseSource } from './types.js';

export const CASE_SOURCES: readonly CaseSource[] = [
  examples,
  coverage,
  negative,
  fuzz,
  stateful,
  lifecycle,
  discovery,
];
