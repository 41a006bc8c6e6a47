// Hides how much is tried: a part that a developer waits for with every run, or all of it (npm run test:security). What is long is so elsewhere, too.

/** True where there is time for everything. */
export const THOROUGH = process.env['SPECPACT_SECURITY'] === 'thorough';
