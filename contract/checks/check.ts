// Hides nothing: what every check gets and gives. Types only.

import type { ApiModel, ApiResponse } from '../../generator/model/types.js';
import type { CheckName, Severity } from '../events.js';
import type { Answer } from '../execute/exchange.js';
import type { ReadBody } from '../execute/read-body.js';
import type { Asked } from '../execute/tools.js';
import type { Life } from '../lifecycle/life.js';
import type { Planned } from '../plan/types.js';
import type { Schemas } from '../schema/store.js';

/** One exchange as checks see it. */
export interface Judged {
  readonly case: Planned;
  readonly answer: Answer;
  /** What the document says of this status; absent where it says nothing, or the answer need not be documented. */
  readonly response?: ApiResponse;
  /** The body by its documented media type, read once for all checks. */
  readonly body: ReadBody;
  readonly schemas: Schemas;
  /** Of which version it may be; absent where the document is of no family that is tried. */
  readonly life?: Life;
  readonly asked: Asked;
  /** Documents of the other versions of its family. */
  readonly others?: readonly ApiModel[];
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
