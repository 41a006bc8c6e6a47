// Hides how documented examples become exchanges: what shares a name on the request's and the answer's side belongs together.
import { UNNAMED_EXAMPLE } from './bodies.js';
import type {
  ApiResponse,
  Body,
  ExamplePair,
  ExampleRequest,
  ExampleResponse,
  NamedExample,
  Parameter,
  ParameterLocation,
  Pointer,
} from './types.js';
import { own } from './walk.js';

interface Parts {
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  readonly responses: readonly ApiResponse[];
  readonly source: Pointer;
}

/** An answer's example under one status, before its request is found. */
interface Answer {
  readonly name: string;
  readonly response: ExampleResponse;
  readonly summary?: string;
  readonly withoutCredentials: boolean;
  readonly source: Pointer;
}

/** The documented exchanges of an operation, in document order of their answers. See ExamplePair for the rule. */
export function pairExamples(parts: Parts): ExamplePair[] {
  const answers = parts.responses.flatMap(answersOf);
  const answered = new Set(answers.map((answer) => answer.name));
  const successes = parts.responses.filter((response) => /^2\d\d$/.test(response.status));
  const [success] = successes;
  if (success && successes.length === 1) {
    for (const [name, source] of requestNames(parts)) {
      if (!answered.has(name))
        answers.push({
          name,
          response: { status: success.status, headers: {} },
          withoutCredentials: false,
          source,
        });
    }
  }
  const names = pairNames(answers);
  const refused = new Set(answers.filter((answer) => !isSuccess(answer)).map(({ name }) => name));
  return answers.map((answer, at) => ({
    ...pair(parts, answer, names[at] ?? answer.name, refused),
    ...(isPrompted(parts, answer, answers) ? {} : { unprompted: true }),
  }));
}

/** See ExamplePair.unprompted. */
function isPrompted(parts: Parts, answer: Answer, answers: readonly Answer[]): boolean {
  const { name, response, withoutCredentials } = answer;
  if (withoutCredentials) return true;
  const named = [...(parts.body?.content ?? []), ...parts.parameters].flatMap(({ examples }) =>
    examples.filter((example) => example.name === name),
  );
  if (named.some(({ violates }) => violates !== undefined)) return true;
  const rivals = answers.filter((each) => each.name === name && each.response.status !== response.status);
  if (isSuccess(answer)) return named.length > 0 && !rivals.some(isSuccess);
  // Examples without a name have nothing in common but that.
  return named.length > 0 && rivals.length === 0 && name !== UNNAMED_EXAMPLE;
}

function isSuccess({ response }: Answer): boolean {
  return /^2/.test(response.status);
}

/** A name that several answers share gets the status behind it, then what else tells them apart: no pair may hide another. */
function pairNames(answers: readonly Answer[]): string[] {
  const shared = (name: string) => answers.filter((answer) => answer.name === name).length > 1;
  const taken = new Set(answers.map((answer) => answer.name));
  return answers.map(({ name, response: { status, body } }) => {
    if (!shared(name)) return name;
    const tries = [`${name}-${status}`, `${name}-${status}-${body?.mediaType ?? 'none'}`];
    let unique = tries.find((each) => !taken.has(each));
    for (let number = 2; unique === undefined; number++) {
      const numbered = `${name}-${status}-${number}`;
      if (!taken.has(numbered)) unique = numbered;
    }
    taken.add(unique);
    return unique;
  });
}

/** @param refused names of examples that are answered by refusals */
function pair(parts: Parts, answer: Answer, name: string, refused: ReadonlySet<string>): ExamplePair {
  const body = bodyExample(parts.body, answer);
  const parameters = parts.parameters.filter(
    (parameter) => !(answer.withoutCredentials && parameter.role === 'credential'),
  );
  const violations = [
    body?.example.violates,
    ...parameters.map((each) => each.examples.find((example) => example.name === answer.name)?.violates),
  ];
  const violates = violations.find((each) => each !== undefined);
  const valuesIn = (where: ParameterLocation) => values(parameters, where, answer.name, refused);
  const request: ExampleRequest = {
    path: valuesIn('path'),
    query: valuesIn('query'),
    header: valuesIn('header'),
    cookie: valuesIn('cookie'),
    querystring: valuesIn('querystring'),
    ...(body && { body: { mediaType: body.mediaType, value: body.example.value } }),
  };
  return {
    name,
    ...(answer.summary !== undefined && { summary: answer.summary }),
    request,
    response: answer.response,
    ...(violates !== undefined && { violates }),
    ...(answer.withoutCredentials && { withoutCredentials: true }),
    source: answer.source,
  };
}

function answersOf(response: ApiResponse): Answer[] {
  const headers = (name: string) =>
    Object.fromEntries(
      response.headers.flatMap((header) => {
        const example = header.examples.find((each) => each.name === name);
        return example ? [[header.name, example.value] as const] : [];
      }),
    );
  const answers: Answer[] = response.content.flatMap((content) =>
    content.examples.map((example) => ({
      name: example.name,
      response: {
        status: response.status,
        headers: headers(example.name),
        body: { mediaType: content.mediaType, value: example.value },
      },
      ...(example.summary !== undefined && { summary: example.summary }),
      withoutCredentials: example.withoutCredentials === true,
      source: example.source,
    })),
  );
  const named = new Set(answers.map((answer) => answer.name));
  if (response.content.length > 0) return answers;
  for (const header of response.headers) {
    for (const example of header.examples) {
      if (named.has(example.name)) continue;
      named.add(example.name);
      answers.push({
        name: example.name,
        response: { status: response.status, headers: headers(example.name) },
        withoutCredentials: example.withoutCredentials === true,
        source: example.source,
      });
    }
  }
  return answers;
}

/** Names on the request's side that ask for an exchange of their own. */
function requestNames(parts: Parts): Map<string, Pointer> {
  const names = new Map<string, Pointer>();
  const add = (example: NamedExample) => names.has(example.name) || names.set(example.name, example.source);
  for (const content of parts.body?.content ?? [])
    content.examples.filter((example) => example.violates === undefined).forEach(add);
  for (const parameter of parts.parameters) {
    if (parameter.role === 'plain')
      parameter.examples.filter((example) => example.violates === undefined).forEach(add);
  }
  return names;
}

function bodyExample(
  body: Body | undefined,
  answer: Answer,
): { mediaType: string; example: NamedExample } | undefined {
  const all = (body?.content ?? []).flatMap((content) =>
    content.examples.map((example) => ({ mediaType: content.mediaType, example })),
  );
  const namesakes = all.filter(({ example }) => example.name === answer.name);
  const named =
    namesakes.find(({ mediaType }) => mediaType === answer.response.body?.mediaType) ?? namesakes[0];
  // Without credentials the body does not matter, but a server may look at it first: any valid one will do.
  return (
    named ??
    (answer.withoutCredentials ? all.find(({ example }) => example.violates === undefined) : undefined)
  );
}

function values(
  parameters: readonly Parameter[],
  where: ParameterLocation,
  name: string,
  refused: ReadonlySet<string>,
): Record<string, unknown> {
  const found: [string, unknown][] = [];
  for (const parameter of parameters) {
    if (parameter.in !== where) continue;
    const value = valueFor(parameter, name, refused);
    if (value !== undefined) found.push([parameter.name, value]);
  }
  return Object.fromEntries(found);
}

/** The named value; a required parameter falls back to whatever the document offers. */
function valueFor(parameter: Parameter, name: string, refused: ReadonlySet<string>): unknown {
  const named = parameter.examples.find((example) => example.name === name);
  if (named || !parameter.required) return named?.value;
  if (parameter.example) return parameter.example.value;
  const allowed = parameter.examples.filter((example) => example.violates === undefined);
  const valid = allowed.find((example) => !refused.has(example.name)) ?? allowed[0];
  if (valid) return valid.value;
  if (typeof parameter.schema === 'boolean') return undefined;
  const choices = own(parameter.schema, 'enum');
  return (
    own(parameter.schema, 'const') ??
    own(parameter.schema, 'default') ??
    (Array.isArray(choices) ? choices[0] : undefined)
  );
}
