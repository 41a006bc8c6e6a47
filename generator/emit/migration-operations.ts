// Hides how the type of what an operation is asked for is spelled: what a request becomes, and what becomes of answers that have no place.
import type { AnswerAsked, InputChange, OperationChange, Way } from '../diff/carry/types.js';
import type { Operation } from '../model/types.js';
import { rangeType } from './signature.js';
import { index } from './tokens.js';

/** @param carries whether there is something that what is written may have carried over */
export function operationMembers(change: OperationChange, carries: Readonly<Record<Way, boolean>>): string {
  const { older, newer, input, answers } = change;
  const handler = `Handlers[${literal(older.name)}]`;
  if (!newer) return handler;
  const lost = answers.flatMap(({ asked }) => asked ?? []);
  const members = [
    ...(input.asked ? [`readonly up: ${upType(older, newer, input.asked, carries.up)};`] : []),
    ...(lost.length > 0 ? [`readonly down: ${downType(older, newer, lost, carries.down)};`] : []),
  ];
  return `{\n${members.map((each) => `      ${each}\n`).join('')}    } | ${handler}`;
}

function upType(
  older: Operation,
  newer: Operation,
  { parts }: NonNullable<InputChange['asked']>,
  carries: boolean,
): string {
  const given = `newerOperations.${newer.typeName}Input`;
  const members = parts.flatMap(({ place, names }) => {
    if (place === 'body') {
      const optional = newer.body?.required ? '' : '?';
      const body = `readonly body${optional}: NonNullable<${given}["body"]>`;
      const isSeveral = (newer.body?.content.length ?? 0) > 1;
      return isSeveral ? [body, `readonly mediaType?: ${given}["mediaType"]`] : [body];
    }
    if (names.length === 0) return [];
    const isRequired = newer.parameters.some(
      (each) => each.in === place && each.required && names.includes(each.name),
    );
    const picked = `Pick<NonNullable<${given}[${literal(place)}]>, ${names.map(literal).join(' | ')}>`;
    return [`readonly ${place}${isRequired ? '' : '?'}: ${picked}`];
  });
  const result = members.length > 0 ? `{ ${members.join('; ')} }` : 'Record<string, never>';
  const context = carries ? ', context: { readonly carry: Up }' : '';
  return `(input: olderOperations.${older.typeName}Input${context}) => ${result} | Promise<${result}>`;
}

function downType(
  older: Operation,
  newer: Operation,
  lost: readonly AnswerAsked[],
  carries: boolean,
): string {
  const all = `newerOperations.${newer.typeName}Answer`;
  const taken = lost.map((answer) => `Extract<${all}, ${answerType(newer, answer)}>`).join(' | ');
  const given = `olderOperations.${older.typeName}Answer`;
  const context = `context: { readonly input: olderOperations.${older.typeName}Input${carries ? '; readonly carry: Down' : ''} }`;
  return `(answer: ${taken}, ${context}) => ${given} | Promise<${given}>`;
}

/** What tells an answer from the others of its operation. */
function answerType(newer: Operation, { status, mediaType }: AnswerAsked): string {
  const type = /^\d{3}$/.test(status) ? status : rangeType(newer, status);
  const response = newer.responses.find((each) => each.status === status);
  const isOneOfMany = mediaType !== undefined && (response?.content.length ?? 0) > 1;
  return `{ readonly status: ${type}${isOneOfMany ? `; readonly mediaType: ${literal(mediaType)}` : ''} }`;
}

function literal(text: string): string {
  return index(text).slice(1, -1);
}
