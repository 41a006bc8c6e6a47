// Hides what to do about a finding: one sentence for every rule that runs, Redocly's included.
import { SYNTAX_HINTS } from '../source.js';
import { UNKNOWN_FORMAT_HINT } from '../spec/formats.js';

const HINTS: Readonly<Record<string, string>> = {
  ...SYNTAX_HINTS,
  'ref-cycle': 'Let one of them hold the object itself.',
  'ref-unresolved': 'Check the spelling of the file and of the JSON pointer after the #.',
  'ref-external-refused':
    'Move the file below the spec root, widen the root with --root, or name the host with --allow-host.',
  'format-unknown': UNKNOWN_FORMAT_HINT,
  'operation-id-duplicate':
    'Give every operation an id of its own; it names the client method and the handler.',
  'path-parameter-mismatch':
    'Give every {name} in the path a parameter with in: path, and the other way round.',

  struct: 'Write the part at this place as the OpenAPI specification says, or take it out.',
  'no-ambiguous-paths': 'Tell the two paths apart by a fixed segment, or make them one.',
  'no-duplicated-enum-values': 'List each value once.',
  'no-duplicated-tag-names': 'Describe each tag once.',
  'no-empty-servers': 'Name where the API answers: servers: [{ url: https://api.example.com }].',
  'no-enum-type-mismatch': 'Make every value of the enum one of the type beside it, or change the type.',
  'no-example-value-and-externalValue': 'Keep one of value and externalValue.',
  'no-identical-paths': 'Paths that differ only in the names of their parameters are one path: merge them.',
  'no-mixed-number-range-constraints': 'Keep one lower and one upper bound.',
  'no-path-trailing-slash': 'Take the slash at the end away, unless the server insists on it.',
  'no-required-schema-properties-undefined': 'Describe the property, or take it out of required.',
  'no-schema-type-mismatch': 'Take the keyword out, or name the type that it is for.',
  'no-server-trailing-slash': 'Take the slash at the end away: every path begins with one.',
  'no-server-variables-empty-enum':
    'List the values that the variable can have, its default among them, or leave enum out.',
  'no-undefined-server-variable': 'Describe the variable under variables, with a default.',
  'no-unsafe-markdown': 'Write the link or the HTML so that no script can run in it.',
  'no-unused-components': 'Refer to it, or take it out.',
  'nullable-type-sibling': 'Write type beside nullable; in 3.1, write type: [string, "null"].',
  'operation-2xx-response': 'Document the answer to a request that succeeds.',
  'operation-operationId': 'Add an operationId; it names the client method and the handler.',
  'operation-operationId-url-safe': 'Use letters, digits, dots, dashes and underscores.',
  'operation-parameters-unique': 'Keep one of the parameters that have the same name and place.',
  'operation-summary': 'Say in a few words what the operation does.',
  'path-declaration-must-exist': 'Write a name between the braces.',
  'path-not-include-query': 'Describe what follows the question mark as parameters with in: query.',
  'security-scopes-defined': 'Add the scope to the flows of the scheme, or check its spelling.',
  'spec-components-invalid-map-name': 'Use letters, digits, dots, dashes and underscores.',
  'spec-ref-siblings': 'Take away what stands beside the $ref: readers of this version do not look at it.',
  'tag-description': 'Say what the operations with this tag have in common.',

  'specpact/example-matches-schema':
    'Mend the example or the schema, whichever is wrong; mark a value that is meant to be refused with x-violates.',
  'specpact/schema-usable': 'Patterns are regular expressions of ECMAScript (JSON Schema 2020-12, core 6.4).',
  'specpact/violation-is-real':
    'Point x-violates at the one place that is wrong, and keep the rest of the example valid.',
  'specpact/security-known':
    'Define the scheme under components.securitySchemes; write security: [] where anybody may call.',
  'specpact/error-documented':
    'Document what a refused request gets, with the schema of the real error body.',
  'specpact/example-pair': 'Put a request example and a response example under the same name.',
  'specpact/family-agrees': 'Change the document or its entry in family.yaml, whichever is wrong.',
  'specpact/selector-shown':
    'Describe it under components.parameters with an example, and refer to it from the parameters of each path.',
  'L-17': 'Change the document, or the state and dates of the version in family.yaml, whichever is wrong.',
};

/** @param id as it is printed */
export function hintFor(id: string): string | undefined {
  return Object.hasOwn(HINTS, id) ? HINTS[id] : undefined;
}
