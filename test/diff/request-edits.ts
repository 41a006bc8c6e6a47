// Edits of the library: operations, and what callers send.
import { at, list, parameter, property, schema } from './library.js';
import { type NamedEdit, one } from './named-edit.js';

export const REQUEST_EDITS: readonly NamedEdit[] = [
  one(
    'an operation goes',
    'delete',
    (document) => delete at(document, 'paths', '/books/{id}')['delete'],
    'breaks operation-removed | DELETE /books/{id} | it is not in now',
    ['breaking operation-removed /paths/~1books~1{id} /books/{id}'],
  ),
  one(
    'an operation comes',
    'put',
    (document) => {
      at(document, 'paths', '/books/{id}')['put'] = {
        operationId: 'put',
        responses: { 204: { description: '' } },
      };
    },
    'holds operation-added | PUT /books/{id} | it is new in now',
    ['info operation-added /paths/~1books~1{id}/put /books/{id}'],
  ),
  one(
    'an operation moves',
    'post',
    (document) => {
      const { post, ...rest } = at(document, 'paths', '/books');
      Object.assign(at(document, 'paths'), { '/books': rest, '/volumes': { post } });
    },
    'breaks operation-removed | POST /books | it is POST /volumes in now',
    [
      'breaking operation-removed /paths/~1books /books',
      'info operation-added /paths/~1volumes/post /volumes',
    ],
  ),
  one(
    'an operation is renamed',
    'operationId',
    (document) => {
      list(document)['operationId'] = 'books';
    },
    'holds operation-renamed | GET /books | its operationId is books in now, listBooks in before',
    ['info operation-id-changed /paths/~1books/get/operationId'],
  ),
  one(
    'another base path',
    'servers',
    (document) => {
      document['servers'] = [{ url: 'https://library.example/v2' }];
    },
    'breaks base-path-changed | all operations | paths begin with /v2 in now, with /api in before',
    [
      'breaking server-replaced /servers https://library.example/api',
      'info server-added /servers https://library.example/v2',
    ],
  ),
  one(
    'a parameter goes',
    'sort',
    (document) => (list(document)['parameters'] as unknown[]).splice(1, 1),
    'breaks parameter-removed | GET /books, query parameter sort | it is not in now',
    ['warning parameter-removed /paths/~1books/get sort'],
  ),
  one(
    'a parameter comes',
    'more parameters',
    (document) =>
      (list(document)['parameters'] as unknown[]).push({
        name: 'q',
        in: 'query',
        schema: { type: 'string' },
      }),
    'holds parameter-added | GET /books, query parameter q | it is new in now',
    ['info optional-parameter-added /paths/~1books/get/parameters/3 q'],
  ),
  one(
    'a required parameter comes',
    'more parameters',
    (document) =>
      (list(document)['parameters'] as unknown[]).push({
        ...{ name: 'q', in: 'query', required: true, schema: { type: 'string' } },
      }),
    'breaks parameter-added | GET /books, query parameter q | it is required in now',
    ['breaking required-parameter-added /paths/~1books/get/parameters/3 q'],
  ),
  one(
    'a parameter is required',
    'X-Trace',
    (document) => {
      parameter(document, 2)['required'] = true;
    },
    'breaks parameter-required | GET /books, header parameter X-Trace | it is required in now',
    ['breaking parameter-required /paths/~1books/get/parameters/2 X-Trace'],
  ),
  one(
    'a parameter is written otherwise',
    'X-Trace',
    (document) => {
      parameter(document, 2)['explode'] = true;
    },
    'breaks parameter-form | GET /books, header parameter X-Trace | it is written in another way in now',
    ['breaking parameter-explode-changed /paths/~1books/get/parameters/2 X-Trace'],
  ),
  one(
    'a parameter takes less',
    'limit',
    (document) => {
      at(parameter(document, 0), 'schema')['maximum'] = 50;
    },
    'breaks values-changed | GET /books, query parameter limit | at most 50 in now, 100 in before',
    ['breaking parameter-maximum-lowered /paths/~1books/get/parameters/0/schema/maximum'],
  ),
  one(
    'a parameter takes more',
    'limit',
    (document) => {
      at(parameter(document, 0), 'schema')['maximum'] = 500;
    },
    'holds values-changed | GET /books, query parameter limit | at most 100 in before, 500 in now',
    ['info parameter-maximum-raised /paths/~1books/get/parameters/0/schema/maximum'],
  ),
  one(
    'a parameter that is left out means something else',
    'limit',
    (document) => {
      at(parameter(document, 0), 'schema')['default'] = 50;
    },
    'breaks default-changed | GET /books, query parameter limit | the default is 50 in now, 20 in before',
    ['breaking parameter-default-changed /paths/~1books/get/parameters/0/schema/default'],
  ),
  one(
    'a value of a parameter goes',
    'sort',
    (document) => {
      at(parameter(document, 1), 'schema')['enum'] = ['title'];
    },
    'breaks values-changed | GET /books, query parameter sort | "shelf" in before, "title" in now',
    ['breaking parameter-enum-value-removed /paths/~1books/get/parameters/1/schema/enum shelf'],
  ),
  one(
    'a body is no longer needed',
    'post',
    (document) => {
      at(document, 'paths', '/books', 'post', 'requestBody')['required'] = false;
    },
    'holds body-required | POST /books, body | it is optional in now',
    ['info body-optional /paths/~1books/post/requestBody'],
  ),
  one(
    'a member that is sent goes',
    'NewBook.note',
    (document) => delete at(schema(document, 'NewBook'), 'properties')['note'],
    'breaks property-removed | POST /books, body: note | `note` is not in now',
    ['warning request-optional-property-removed /components/schemas/NewBook/properties note'],
  ),
  one(
    'a member that is sent becomes required',
    'NewBook.note',
    (document) => {
      schema(document, 'NewBook')['required'] = ['title', 'note'];
    },
    'breaks property-required | POST /books, body: note | `note` is required in now',
    ['breaking request-property-required /components/schemas/NewBook/required note'],
  ),
  one(
    'a member that is sent is read only',
    'NewBook.note',
    (document) => {
      property(document, 'NewBook', 'note')['readOnly'] = true;
    },
    'breaks property-direction | POST /books, body: note | `note` is not sent in now',
    [
      'info request-optional-property-read-only-added /components/schemas/NewBook/properties/note/readOnly note',
    ],
  ),
  one(
    'a member that is sent comes',
    'NewBook.isbn',
    (document) => {
      at(schema(document, 'NewBook'), 'properties')['isbn'] = { type: 'string' };
    },
    'holds property-added | POST /books, body: isbn | `isbn` is new in now',
    ['info request-optional-property-added /components/schemas/NewBook/properties/isbn isbn'],
  ),
  one(
    'a member that is sent has another type',
    'NewBook.pages',
    (document) => {
      property(document, 'NewBook', 'pages')['type'] = 'string';
    },
    'breaks values-changed | POST /books, body: pages | integer in before, string in now',
    ['breaking request-type-changed /components/schemas/NewBook/properties/pages/type'],
  ),
  one(
    'no other members are taken',
    'NewBook',
    (document) => {
      schema(document, 'NewBook')['additionalProperties'] = false;
    },
    'breaks others-changed | POST /books, body | no other members are possible in now, any other members in before',
    ['breaking request-other-properties-refused /components/schemas/NewBook/additionalProperties'],
  ),
];
