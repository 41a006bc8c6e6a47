// Hides how a finding is written down: every message a person may see has an id from the one table below.

export type Severity = 'error' | 'warning' | 'info';

/** A place in a source text. `line` and `column` count from 1; `file` is as the user would type it. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One message with a stable id, a place and a hint what to do. */
export interface Diagnostic {
  readonly id: DiagnosticId;
  readonly severity: Severity;
  readonly message: string;
  readonly position?: Position;
  readonly hint?: string;
}

/** What a stage gives back: a value where it could make one, and everything it has to say. Stages never throw for bad input. */
export interface Outcome<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Ids that are raised by this tool itself. Lint rules of Redocly keep their own names (`struct`, `operation-4xx-response`, …). */
export const DIAGNOSTICS = {
  'file-unreadable': 'A file that is needed is missing or cannot be read.',
  'syntax-invalid': 'A file is not valid YAML or JSON.',
  'size-limit': 'A document is larger than what is read.',
  'yaml-duplicate-key': 'A mapping holds a key twice.',
  'yaml-tag': 'A YAML tag asks for something else than data.',
  'nesting-limit': 'A file is nested too deeply to be read.',
  'alias-limit': 'The YAML aliases of a file stand for more than can be read.',
  'document-invalid': 'A file is not an OpenAPI document, or a part of it has the wrong shape.',
  'extension-unread': 'An extension is not written as this tool reads it, and is left out.',
  'key-unknown': 'A key means nothing where it stands, and is close to one that does.',
  'operations-none': 'A document describes no operation and no webhook.',
  'dialect-unsupported': 'A document is of an OpenAPI version that cannot be read.',
  'ref-unresolved': 'A $ref leads nowhere.',
  'ref-cycle': 'A $ref only leads to other $refs, or a schema is made of itself: in a circle.',
  'ref-external-refused': 'A $ref leaves the spec root, or reaches for the network without --allow-host.',
  'path-parameter-mismatch': 'A path template and its path parameters do not name each other.',
  'operation-id-duplicate': 'Two operations share one operationId.',
  'status-key-invalid': 'An answer stands under a key that is no status.',
  'component-name-invalid': 'A component has a name that references cannot carry.',
  'header-name-invalid': 'A header has a name that HTTP cannot carry.',
  'link-unresolved':
    'A link leads to no operation, gives it what it does not take, or asks for what no exchange has.',
  'media-type-invalid': 'A body is described by something that is no media type.',
  'body-ignored': 'A body is described where no request has one.',
  'callback-ignored': 'A webhook or a callback has callbacks of its own.',
  'encoding-ignored':
    'What an encoding says of a field, or `collectionFormat` of lists in a list, is not done.',
  'names-alike': 'Names differ only in what no identifier can hold: each gets a digest behind it.',
  'selection-invalid': 'What is to be included or excluded is not written as a selection.',
  'selection-empty': 'An inclusion or exclusion names no operation, or leaves none.',
  'bidi-or-control': 'A name holds characters that nobody sees.',
  'pattern-invalid': 'A pattern is no regular expression of ECMA-262.',
  'unbounded-unique-items': 'Items of any number, each an object or a list, must differ from each other.',
  'pattern-unbounded': 'A pattern cannot be matched in bounded time, or only up to some length.',
  'schema-keyword': 'A keyword of a schema has a value that it cannot have.',
  'format-unknown': 'A format is not known: every value fits it.',
  'family-invalid': 'A family.yaml has the wrong shape.',
  'family-key-unknown': 'A family.yaml holds a key that means nothing.',
  'config-invalid': 'A configuration has the wrong shape, or cannot be loaded.',
  'config-key-unknown': 'A configuration holds a key that means nothing.',
  'bindings-invalid': 'A contract.yaml has the wrong shape.',
  'bindings-key-unknown': 'A contract.yaml holds a key that means nothing.',
  'bindings-missing': 'A value that a contract.yaml asks for is not there.',
  'family-name-unsafe': 'A family name or version id cannot be a folder name on every system.',
  'family-name-duplicate': 'Two families have the same name.',
  'family-spec-missing': 'A version of a family has no document, or it cannot be read.',
  'family-spec-outside': 'The document of a version lies outside the folder of its family.',
  'family-new': 'A family has no earlier revision that it can be compared with.',
  'base-unreadable': 'The document that a version had in the earlier revision cannot be read.',
  'family-timezone-unknown': 'A family.yaml names a time zone that does not exist.',
  'family-discovery-invalid':
    'The answer by which a family lists its versions cannot be filled in, or not be understood.',
  'mock-state-invalid': 'A file of state for a mock does not keep to its documents.',
  'expectations-invalid': 'A list of known failures is not written as one.',
  'expectation-unmatched': 'A known failure names no case of any version.',
  'accepted-invalid': 'A list of accepted changes is not written as one.',
  'accepted-unmatched': 'An accepted change is none that was found.',
  'diff-incomplete': 'A part of a document could not be read, and was not compared.',
  'accepted-expired': 'A change was accepted until a day that has come.',
  'L-01': 'A family has not exactly one CURRENT version.',
  'L-02': 'Version ids do not form one timeline: wrong scheme, twice, or in the wrong place for their state.',
  'L-03': 'A SUPPORTED or DEPRECATED version has no valid notBefore, or a PLANNED one has any.',
  'L-04': 'A version has fewer days of guarantee left than its state promises, or more.',
  'L-05': 'A SUPPORTED version whose guarantee has ended.',
  'L-06': 'A DEPRECATED version whose guarantee has ended: it may be removed.',
  'L-07': 'An older version is guaranteed for longer than a newer one.',
  'L-08': 'The date of a version has moved to an earlier day, or is gone; as info: moved to a later one.',
  'L-09':
    'A version, or an operation, parameter or property of it, is taken away while its guarantee holds; as info: after it has ended.',
  'L-10': 'The state of a version follows on one that it cannot follow on.',
  'L-11': 'The guarantee of a version ends sooner than its notice allows.',
  'L-13':
    'The content of a SUPPORTED or DEPRECATED version has changed, beyond words, examples and flagged corrections.',
  'L-14': 'A revision changes a version so that its callers break; as a warning: flagged as a correction.',
  'L-15': 'What breaks callers who go from one version to the next: the migration guide.',
  'L-16':
    'A life makes no sense: `x-added` or `x-removed` name unknown versions, or a part is removed before it is added; as a warning: `x-deprecated` has no effect where it stands.',
  'L-17': 'A document says other things of the answers of its version than its state and dates make of them.',
  'L-18': 'A successor is unknown, older, or itself neither CURRENT nor SUPPORTED.',
  'specpact/example-matches-schema': 'An example or a default contradicts its schema.',
  'specpact/violation-is-real':
    'An example marked x-violates does not break its schema there, or breaks it elsewhere too.',
  'specpact/schema-usable': 'A schema cannot be compiled, so nothing can be judged by it.',
  'specpact/security-known':
    'A requirement names no security scheme, or an operation does not say whether it is public.',
  'specpact/error-documented': 'An operation documents no error answer with a body schema.',
  'specpact/example-pair':
    'An operation has no pair of examples for success or refusal, or an example stands alone.',
  'specpact/family-agrees': 'A document and its family.yaml say different things of a version.',
  'specpact/selector-shown': 'A document does not describe how requests name its version, or shows no value.',
} as const satisfies Record<string, string>;

export type OwnDiagnosticId = keyof typeof DIAGNOSTICS;
export type DiagnosticId = OwnDiagnosticId | (string & {});

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
