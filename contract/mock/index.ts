// The public surface of the mock: documents become a web-standard server that remembers what it is told.

export type { AcceptedCredentials } from './credentials.js';
export { createMock, type Mock, type MockOptions } from './mock.js';
export type { State } from './store.js';
