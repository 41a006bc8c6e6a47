// A server that lets nobody in: what it refuses says nothing of what was asked, and is not taken for a refusal of that.
import { expect, it } from 'vitest';
import { libraryModel, problem, tryLibrary } from './library.js';

const secured = (unauthorized: object) =>
  libraryModel([{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } }], (document) => {
    for (const item of Object.values(document.paths))
      for (const operation of [item.get, 'post' in item ? item.post : item.put])
        Object.assign(operation.responses, unauthorized);
    Object.assign(document, {
      security: [{ Key: [] }],
      components: { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    });
  });
const SECURED = secured({ 401: { description: 'Who asks?' } });

it('leaves open whether data was refused, or values are taken', async () => {
  const handler = async () => problem(401, { 'www-authenticate': 'Key' });
  const { events, findings } = await tryLibrary(
    { handler },
    {
      model: SECURED,
      cases: ['Library/1/listBooks', 'Library/1/createBook'],
      settings: { phases: ['coverage', 'negative'] },
    },
  );
  const judged = events.flatMap((event) => (event.type === 'judged' ? [event] : []));
  const held = judged.filter(({ verdict }) => verdict === 'held').map(({ case: { id } }) => id);
  expect(findings).toEqual([]);
  expect(held.filter((id) => !/(credentials|method)=/.test(id))).toEqual([]);
  expect(held.length).toBeGreaterThan(0);
  const reasons = new Set(judged.flatMap(({ reason }) => reason ?? []));
  expect(reasons).toContain(
    'refused with 401, and the document asks for Key (--header, or auth in --bindings)',
  );
  expect(judged.filter(({ verdict }) => verdict === 'skipped').length).toBeGreaterThan(30);
});

it('takes a 401 that is not documented for as little, unless credentials were sent', async () => {
  const tried = async (given: object) => {
    const { events, findings } = await tryLibrary(
      { handler: async () => problem(401, { 'www-authenticate': 'Key' }) },
      {
        model: secured({}),
        cases: ['Library/1/listBooks', 'Library/1/createBook'],
        settings: { phases: ['examples', 'coverage', 'negative'], ...given },
      },
    );
    const judged = events.flatMap((event) => (event.type === 'judged' ? [event] : []));
    return { findings, skipped: judged.filter(({ verdict }) => verdict === 'skipped').length };
  };
  const nobody = await tried({});
  expect(nobody.findings).toEqual([]);
  expect(nobody.skipped).toBeGreaterThan(30);
  const somebody = await tried({ headers: { 'X-Key': 'a-key' } });
  expect(new Set(somebody.findings.map(({ check }) => check))).toContain('status');
});
