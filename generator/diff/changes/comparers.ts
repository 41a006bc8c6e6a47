// Lists what schemas are compared by: one area of keywords each.
import { compareChoices } from './choices.js';
import { compareConditions } from './conditions.js';
import { compareDiscriminators } from './discriminators.js';
import { compareItems } from './items.js';
import { compareLives } from './lives.js';
import { compareMembers } from './members.js';
import { compareNumbers } from './numbers.js';
import type { SchemaPair } from './pairs.js';
import { compareTypes } from './schema-types.js';
import { compareValues } from './values.js';

export const COMPARERS: readonly ((pair: SchemaPair) => void)[] = [
  compareTypes,
  compareValues,
  compareNumbers,
  compareMembers,
  compareItems,
  compareChoices,
  compareConditions,
  compareDiscriminators,
  compareLives,
];
