// Documents of other dialects, and texts that are no documents: an answer or a diagnostic, in bounded time.
import { bounded } from './bounded.js';
import { SPELLINGS } from './spellings.js';

bounded(SPELLINGS, ['generate']);
