// Hides which kinds of cases there are, and their order.
import { examples } from './examples.js';
import type { CaseSource } from './types.js';

export const CASE_SOURCES: readonly CaseSource[] = [examples];
