// Documents as large as is read, and small ones that stand for as much: an answer or a diagnostic, in bounded time.
import { bounded } from './bounded.js';
import { LARGE } from './large.js';

bounded(LARGE, ['generate']);
