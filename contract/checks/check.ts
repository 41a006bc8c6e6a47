// Hides nothing: what every check gets and gives. Types only.
import type { CheckName, Severity } from '../events.js';
import type { Answer } from '../execute/exchange.js';
import type { ReadBody } from '../execute/read-body.js';
import type { Case } from '../plan/types.js';
import type { ResponseSchemas } from '../schema/store.js';

/** One exchange as checks see it. */
export interface Judged {
  readonly case: Case;
  readonly answer: Answer;
  /** The body by its documented media type, read once for all checks. */
  readonly body: ReadBody;
  readonly schemas: ResponseSchemas;
}

/** One thing that is wrong with an answer. */
export interface Flaw {
  /** JSON pointer into the answer: `/status`, `/header/Vary`, `/body/name`. */
  readonly pointer: string;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** JSON pointer into the document. */
  readonly source: string;
  /** `error` unless said otherwise. */
  readonly severity?: Severity;
}

export interface Check {
  readonly name: CheckName;
  /** True where nothing after it can be judged once it has found something. */
  readonly gate: boolean;
  judge(exchange: Judged): Flaw[];
}
