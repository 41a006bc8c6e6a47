// Documents of references that multiply, end nowhere or go in circles: an answer or a diagnostic, in bounded time.
import { bounded } from './bounded.js';
import { REFERENCES } from './references.js';

bounded(REFERENCES, ['generate', 'lint']);
