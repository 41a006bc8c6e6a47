// Documents too deep or too large: an answer or a diagnostic, in bounded time.
import { bounded } from './bounded.js';
import { DEEP_AND_LARGE } from './deep-and-large.js';

bounded(DEEP_AND_LARGE, ['generate']);
