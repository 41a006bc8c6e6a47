// Links that are documented with an answer: each leads to what the answer is about.
import { describe, expect, it } from 'vitest';
import { type Decisions, library, libraryModel, tryLibrary } from './library.js';

const model = (parameters: object, operationId = 'getBook') =>
  libraryModel([], ({ paths }) => {
    const { responses } = paths['/v1/shelves/{shelf}/books'].post;
    Object.assign((responses as Record<string, object>)[201] ?? {}, {
      links: { itself: { operationId, parameters } },
    });
  });
const ITSELF = { shelf: '$request.path.shelf', book: '$response.body#/id' };
const trial = (change: Partial<Decisions>, of = model(ITSELF)) =>
  tryLibrary(library(change), { model: of, cases: ['Library/1/createBook/stateful/link+itself'] });
const verdicts = ({ events }: Awaited<ReturnType<typeof trial>>) =>
  events.flatMap((event) =>
    event.type === 'judged' ? [`${event.verdict} ${event.checks.includes('link')}`] : [],
  );

describe('a link', () => {
  it('leads to what was made', async () => {
    const run = await trial({});
    expect(run.told).toEqual([]);
    expect(verdicts(run)).toEqual(['held true']);
  });

  it('that leads nowhere is caught', async () => {
    const { told } = await trial({}, model({ ...ITSELF, book: 'no-{$response.body#/id}' }));
    expect(told).toContain('createBook/stateful/link+itself link: The link "itself" leads nowhere.');
  });

  it('that asks for what the answer does not have is caught', async () => {
    const { told } = await trial({}, model({ ...ITSELF, book: '$response.body#/isbn' }));
    expect(told).toContain(
      'createBook/stateful/link+itself link: The answer has nothing that the link "itself" asks for.',
    );
  });

  it.each([
    ['asks for what was not sent', model({ ...ITSELF, book: '$request.query.book' })],
    ['leads to what deletes', model(ITSELF, 'deleteBook')],
    ['leads to nothing that the document has', model(ITSELF, 'nobody')],
  ])('that %s is not followed', async (_, of) => {
    const run = await trial({}, of);
    expect(run.told).toEqual([]);
    expect(verdicts(run)).toEqual(['skipped false']);
  });
});
