// The public surface of the mock: documents become a web-standard server that remembers what it is told.

export { StateRefused } from './admin.js';
export { type Chaos, Dropped } from './chaos.js';
export type { AcceptedCredentials } from './credentials.js';
export { type Listening, type ListenOptions, listen } from './listen.js';
export { createMock, type Mock, type MockOptions, Unmockable } from './mock.js';
export { createProxy, type ProxiedExchange, type ProxyOptions, type Verdict } from './proxy.js';
export { type Recorder, type RecordForm, recorderOf } from './record.js';
export type { State } from './store.js';
