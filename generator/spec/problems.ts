// Hides how loading words what is wrong with references and documents.
import type { Diagnostic, Position } from '../diagnostics.js';
import { isTooLarge, sizeLimit, syntaxInvalid } from '../source.js';
import { REFUSED } from './files.js';
import { syntaxFault } from './syntax.js';

/** What is said, without the place. */
export type Said = Omit<Diagnostic, 'position' | 'hint'> & { readonly hint: string };

/** @param message why, as Redocly says it, or in words of ours; `` where nothing is to be added */
export function referenceFault(message: string, ref?: string): Said {
  const shown = ref === undefined ? 'A $ref' : `The $ref ${JSON.stringify(ref)}`;
  if (isTooLarge(message)) return sizeLimit(why(message));
  const refused = message.indexOf(REFUSED);
  if (refused >= 0) {
    return {
      id: 'ref-external-refused',
      severity: 'error',
      message: `${shown} is ${message.slice(refused)}.`,
      hint: 'Move the file below the spec root, widen the root with --root, or name the host with --allow-host.',
    };
  }
  const reason = why(message) || unwritten(ref ?? '');
  return {
    id: 'ref-unresolved',
    severity: 'error',
    message: `${shown} leads nowhere${reason ? `: ${reason}` : ''}.`,
    hint: 'Check the spelling of the file and of the JSON pointer after the #.',
  };
}

/** Without the words that Redocly puts before it. */
function why(message: string): string {
  return message.replace(/^Can't resolve \$ref:?\s*/, '');
}

/** What can be seen in the text of a reference. */
function unwritten(ref: string): string {
  if (ref === '' || ref === '#') return 'the whole document is nothing that can stand here';
  return /^#[^/]/.test(ref) ? 'nothing in this file has such an $anchor' : '';
}

export function endlessFault(ref: string): Said {
  return {
    id: 'ref-cycle',
    severity: 'error',
    message: `The schema ${JSON.stringify(ref)} is made of itself: allOf leads back to it, without end.`,
    hint: 'Take the schema out of its own allOf.',
  };
}

export function circularFault(ref: string): Said {
  return {
    id: 'ref-cycle',
    severity: 'error',
    message: `The $ref ${JSON.stringify(ref)} leads nowhere: only to other $refs, without end.`,
    hint: 'Let one of them hold the object itself.',
  };
}

export function filesTooDeep(): Said {
  return {
    id: 'nesting-limit',
    severity: 'error',
    message:
      'The files of this document refer to each other too deeply: each to the next, thousands of times.',
    hint: 'Let the document itself refer to them, by names below `components`.',
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
