// Documents with patterns and numbers that cost more than they are worth: an answer or a diagnostic, in bounded time.
import { bounded } from './bounded.js';
import { PATTERNS_AND_NUMBERS } from './patterns-and-numbers.js';

bounded(PATTERNS_AND_NUMBERS, ['generate']);
