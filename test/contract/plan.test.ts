// What is planned from a document: which cases, under which ids, with which values; and what cannot be planned.
import { describe, expect, it } from 'vitest';
import { type PlanEntry, type PlanSettings, plan, select } from '../../contract/index.js';
import type { ApiModel } from '../../generator/model/types.js';
import { EXAMPLES, FAMILY, MODEL, modelOf, shelfDocument, TOKEN } from './shelf.js';

const examplesOf = (model: ApiModel, settings: PlanSettings = {}) =>
  plan([{ model }], { phases: EXAMPLES, ...settings });
const ids = (entries: Iterable<PlanEntry>) => Array.from(entries, ({ ref }) => ref.id);

function entry(id: string, settings: PlanSettings = {}, model = MODEL): PlanEntry {
  const found = [...examplesOf(model, settings).entries].find(({ ref }) => ref.id === id);
  if (!found) throw new Error(`no case ${id}`);
  return found;
}

function valuesOf(id: string, settings: PlanSettings = {}, model = MODEL) {
  const found = entry(id, settings, model);
  if ('problems' in found) throw new Error(found.problems.map(({ message }) => message).join());
  if ('play' in found) throw new Error('this is no example');
  return found.request.values;
}

describe('cases', () => {
  it('are the documented pairs, and the first success with each optional parameter that has an example', () => {
    expect(ids(examplesOf(MODEL).entries)).toEqual([
      'shelf/2.0/createBook/examples/full-draft',
      'shelf/2.0/createBook/examples/bad-name',
      'shelf/2.0/createBook/examples/unauthorized',
      'shelf/2.0/listBooks/examples/all-books',
      'shelf/2.0/listBooks/examples/by-tag',
      'shelf/2.0/listBooks/examples/unauthorized',
      'shelf/2.0/listBooks/examples/all-books+limit',
      'shelf/2.0/listBooks/examples/all-books+name',
      'shelf/2.0/getBook/examples/known-book',
      'shelf/2.0/getBook/examples/unknown-book',
      'shelf/2.0/getBook/examples/gone-book',
      'shelf/2.0/deleteBook/examples/unknown-book',
      'shelf/2.0/deleteBook/examples/known-book',
      'shelf/2.0/deleteBook/examples/gone-book',
    ]);
  });

  it('are the same every time, and stay when another operation is added in front', () => {
    const before = examplesOf(MODEL);
    expect(examplesOf(modelOf(shelfDocument()))).toEqual(before);
    const document = shelfDocument();
    const more = {
      '/new': { get: { operationId: 'aNew', responses: { 204: { description: 'Nothing.' } } } },
    };
    const grown = modelOf({ ...document, paths: { ...more, ...document.paths } });
    const after = examplesOf(grown);
    expect(ids(after.entries)).toEqual(ids(before.entries));
    expect(after.versions[0]?.operations[0]).toMatchObject({
      operation: 'GET /new (aNew)',
      examples: 0,
      cases: 0,
    });
  });

  it('are sent with a parameter that is called as the prototype is', () => {
    const parameters = [
      { name: '__proto__', in: 'query', required: true, schema: { type: 'string' } },
      { name: 'q', in: 'query', schema: { type: 'string' }, examples: { one: { value: 'shown' } } },
    ];
    const paths = {
      '/a': { get: { operationId: 'a', parameters, responses: { 204: { description: '.' } } } },
    };
    const model = modelOf({ openapi: '3.1.0', info: { title: 'A', version: '1' }, paths }, { id: '1' });
    const [sent] = Array.from(examplesOf(model, { variables: { ['__proto__']: 'set' } }).entries, (each) =>
      'request' in each ? Object.entries(each.request.values.query) : [],
    );
    expect(sent).toContainEqual(['__proto__', 'set']);
  });

  it('have ids that need no quotes, whatever names the document uses', () => {
    const named = (name: string) => ({
      200: { description: '.', content: { 'application/json': { examples: { [name]: { value: 1 } } } } },
    });
    const names = ['a b', 'c/d', 'e+f', '*', '한국어', '"$(x)', ''];
    const paths = Object.fromEntries(
      names.map((name, at) => [`/${at}`, { get: { responses: named(name) } }]),
    );
    const model = modelOf({ openapi: '3.1.0', info: { title: 'My API', version: '1' }, paths }, { id: '1' });
    const planned = ids(examplesOf(model).entries);
    expect(planned[1]).toBe('My%20API/1/get%20%2F1/examples/c%2Fd');
    expect(planned.map((id) => id.split('/').at(-1))).toEqual([
      'a%20b',
      'c%2Fd',
      'e%2Bf',
      '%2A',
      '한국어',
      '%22%24%28x%29',
      '%',
    ]);
  });

  it('have ids of their own, even where one name stands under two media types', () => {
    const content = Object.fromEntries(
      ['application/json', 'text/plain'].map((type) => [type, { examples: { same: { value: '1' } } }]),
    );
    const paths = { '/a': { get: { operationId: 'a', responses: { 200: { description: '.', content } } } } };
    const planned = ids(
      examplesOf(modelOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths }, { id: '1' }))
        .entries,
    );
    expect(planned).toEqual(['T/1/a/examples/same-200', 'T/1/a/examples/same-200-text%2Fplain']);
  });
});

describe('a documented example that cannot be sent', () => {
  it('is an entry with the problem, never dropped: nobody gives its credentials', () => {
    const document = shelfDocument();
    for (const parameter of document.paths['/v1/{shelf}/books/{book_id}'].parameters)
      if (parameter.name === 'X-Auth-Token') Object.assign(parameter, { example: undefined });
    const model = modelOf(document);
    expect(entry('shelf/2.0/getBook/examples/known-book', {}, model)).toMatchObject({
      problems: [
        {
          pointer: '/header/X-Auth-Token',
          message: 'The example gives no value for the required header parameter "X-Auth-Token".',
        },
      ],
    });
    const sent = entry('shelf/2.0/getBook/examples/known-book', { authenticated: true }, model);
    expect(sent).not.toHaveProperty('problems');
  });
});

describe('values', () => {
  it('carry the version under test where the example says none, in the header that the family names', () => {
    expect(valuesOf('shelf/2.0/getBook/examples/known-book').header).toEqual({
      'X-Auth-Token': TOKEN,
      'Shelf-Version': 'shelf 2.0',
    });
    const lone = modelOf(shelfDocument(), { id: '2.0' });
    expect(valuesOf('Shelf/2.0/getBook/examples/known-book', {}, lone).header).toEqual({
      'X-Auth-Token': TOKEN,
    });
    const byQuery = modelOf(shelfDocument(), {
      family: 'shelf',
      id: '2.0',
      selector: { ...FAMILY.selector, in: 'query', name: 'v', format: '{version}' },
    });
    expect(valuesOf('shelf/2.0/getBook/examples/known-book', {}, byQuery).query).toEqual({ v: '2.0' });
  });

  it('leave credentials out where the example documents a request without', () => {
    const settings = {
      headers: { 'x-auth-token': 'real', Authorization: 'Bearer real', 'X-Trace': '1' },
      variables: { 'X-Auth-Token': 'real' },
    };
    const { header } = valuesOf('shelf/2.0/createBook/examples/unauthorized', settings);
    expect(header).toEqual({ 'Shelf-Version': 'shelf 2.0', 'X-Trace': '1' });
    expect(valuesOf('shelf/2.0/createBook/examples/full-draft', settings).header).toMatchObject({
      'X-Auth-Token': 'real',
      Authorization: 'Bearer real',
    });
  });

  it('give way to variables, but for the one that makes a refusal', () => {
    const settings = { variables: { shelf: 'mine', book_id: 'my-book', limit: '5' } };
    expect(valuesOf('shelf/2.0/getBook/examples/known-book', settings).path).toEqual({
      shelf: 'mine',
      book_id: 'my-book',
    });
    expect(valuesOf('shelf/2.0/getBook/examples/unknown-book', settings).path).toEqual({
      shelf: 'mine',
      book_id: 'ffffffff-0000-4000-8000-000000000000',
    });
    expect(valuesOf('shelf/2.0/listBooks/examples/all-books', settings).query).toEqual({});
    expect(valuesOf('shelf/2.0/listBooks/examples/all-books+limit', settings).query).toEqual({ limit: 5 });
  });

  it('are never taken from what every object inherits', () => {
    const document = shelfDocument();
    const inherited = { name: 'constructor', in: 'query', required: true, schema: { type: 'string' } };
    document.paths['/v1/{shelf}/books'].get.parameters.push(inherited);
    const { query } = valuesOf('shelf/2.0/listBooks/examples/all-books', {}, modelOf(document));
    expect(Object.entries(query)).toEqual([['constructor', 'a']]);
  });
});

describe('select', () => {
  const everything = examplesOf(MODEL);
  const chosen = (...patterns: string[]) => ids(select(everything, patterns).plan.entries);

  it('takes ids, beginnings of whole segments, and stars within a segment', () => {
    expect(chosen('shelf/2.0/getBook/examples/known-book')).toEqual([
      'shelf/2.0/getBook/examples/known-book',
    ]);
    expect(chosen('shelf/2.0/getBook/')).toHaveLength(3);
    expect(chosen('shelf/*/*/examples/unauthorized')).toHaveLength(2);
    expect(chosen('shelf/2.0/getBook/examples/known-boo', 'shelf/2')).toEqual([]);
    expect(select(everything, ['shelf/2', 'shelf']).unmatched).toEqual(['shelf/2']);
  });

  it('counts only what it has chosen', () => {
    const { plan: some } = select(everything, ['shelf/2.0/getBook']);
    expect(some.versions[0]?.operations.filter(({ cases }) => cases > 0)).toMatchObject([
      { operationId: 'getBook', cases: 3 },
    ]);
  });
});
