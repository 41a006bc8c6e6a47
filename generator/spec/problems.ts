// Hides how loading words what is wrong with references and documents.
import type { Diagnostic, Position } from '../diagnostics.js';
import { isTooLarge, sizeLimit, syntaxInvalid } from '../source.js';
import { REFUSED } from './files.js';
import { syntaxFault } from './syntax.js';

/** @param message why, as Redocly says it, or in words of ours; `` where nothing is to be added */
export function referenceProblem(message: string, ref: string | undefined, position: Position): Diagnostic {
  const shown = ref === undefined ? 'A $ref' : `The $ref ${JSON.stringify(ref)}`;
  if (isTooLarge(message)) return sizeLimit(why(message), position);
  const refused = message.indexOf(REFUSED);
  if (refused >= 0) {
    return {
      id: 'ref-external-refused',
      severity: 'error',
      message: `${shown} is ${message.slice(refused)}.`,
      position,
      hint: 'Move the file below the spec root, widen the root with --root, or name the host with --allow-host.',
    };
  }
  const reason = why(message);
  return {
    id: 'ref-unresolved',
    severity: 'error',
    message: `${shown} leads nowhere${reason ? `: ${reason}` : ''}.`,
    position,
    hint: 'Check the spelling of the file and of the JSON pointer after the #.',
  };
}

/** Without the words that Redocly puts before it. */
function why(message: string): string {
  return message.replace(/^Can't resolve \$ref:?\s*/, '');
}

export function endlessSchema(ref: string, position: Position): Diagnostic {
  return {
    id: 'ref-cycle',
    severity: 'error',
    message: `The schema ${JSON.stringify(ref)} is made of itself: allOf leads back to it, without end.`,
    position,
    hint: 'Take the schema out of its own allOf.',
  };
}

export function circularReference(ref: string, position: Position): Diagnostic {
  return {
    id: 'ref-cycle',
    severity: 'error',
    message: `The $ref ${JSON.stringify(ref)} leads nowhere: only to other $refs, without end.`,
    position,
    hint: 'Let one of them hold the object itself.',
  };
}

export function documentInvalid(why: string, position: Position): Diagnostic {
  return {
    id: 'document-invalid',
    severity: 'error',
    message: why,
    position,
    hint: 'An OpenAPI document begins with `openapi: 3.x.y` (or `swagger: "2.0"`), `info` and `paths`.',
  };
}

/** @param error of the parser, or what Redocly makes of it */
export function syntaxProblem(error: Error, file: string): Diagnostic {
  const { reason, line, column } = syntaxFault(error);
  return syntaxInvalid({ file, line, column }, `${reason}.`);
}
