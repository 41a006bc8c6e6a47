// Hides documents of few operations, and how it is told what a server was asked for them and how each case was judged.

import type { Handler, JudgedEvent, PlanSettings } from '../../contract/index.js';
import type { ApiModel } from '../../generator/model/types.js';
import { modelOf, runShelf } from './shelf.js';

type Operations = Readonly<Record<string, object>>;

export const documentOf = (paths: Readonly<Record<string, Operations>>) =>
  modelOf({ openapi: '3.1.1', info: { title: 'T', version: '1' }, paths }, { id: '1' });
export const json = (schema: object, more: object = {}) => ({
  content: { 'application/json': { schema, ...more } },
});
export const answer = (example: unknown, schema: object = {}) => ({
  description: '.',
  ...json(schema, { example }),
});
export const path = (name: string, more: object = {}) => ({
  ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  ...more,
});
export const PET = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};
export const ONE = { id: 7, name: 'Rex' };
export interface Judged {
  readonly verdicts: Readonly<Record<string, string>>;
  readonly asked: readonly string[];
}

/** Verdicts by the name of the case, with what was found or why it was skipped; and what the server was asked. */
export async function judge(model: ApiModel, handler: Handler, settings: PlanSettings = {}): Promise<Judged> {
  const asked: string[] = [];
  const { events } = await runShelf(
    async (request) => {
      const body = request.body ? ` ${await request.clone().text()}` : '';
      asked.push(`${request.method} ${new URL(request.url).pathname}${new URL(request.url).search}${body}`);
      return handler(request);
    },
    { model, settings: { phases: ['examples'], ...settings } },
  );
  const judged = events.filter((event): event is JudgedEvent => event.type === 'judged');
  const said = ({ verdict, findings, reason }: JudgedEvent) =>
    [verdict, ...findings.map(({ check, actual }) => `${check} ${actual}`), ...(reason ? [reason] : [])].join(
      ': ',
    );
  return {
    verdicts: Object.fromEntries(
      judged.map((event) => [event.case.id.split('/').slice(2).join('/'), said(event)]),
    ),
    asked,
  };
}

export const answering =
  (status: number, body: unknown): Handler =>
  () =>
    Response.json(body, { status });
