// Hides which defects there are.
import { ANSWERS } from './answers.js';
import { DATA } from './data.js';
import type { Defect } from './defect.js';
import { LISTS } from './lists.js';
import { OTHERS } from './others.js';
import { REFUSALS } from './refusals.js';
import { STATES } from './state.js';
import { VERSIONS } from './versions.js';

export const DEFECTS: readonly Defect[] = [
  ...ANSWERS,
  ...REFUSALS,
  ...DATA,
  ...STATES,
  ...LISTS,
  ...VERSIONS,
  ...OTHERS,
];
