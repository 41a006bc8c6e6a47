// Edits of the library: operations, and what callers send.
import { at, list, parameter, property, schema } from './library.js';
import { type NamedEdit, one } from './named-edit.js';

export const REQUEST_EDITS: readonly NamedEdit[] = [
  one('an operation goes', 'delete', (document) => delete at(document, 'paths', '/books/{id}')['delete'], [
    'breaking operation-removed /paths/~1books~1{id} /books/{id}',
  ]),
  one(
    'an operation comes',
    'put',
    (document) => {
      at(document, 'paths', '/books/{id}')['put'] = {
        operationId: 'put',
        responses: { 204: { description: '' } },
      };
    },
    ['info operation-added /paths/~1books~1{id}/put /books/{id}'],
  ),
  one(
    'an operation moves',
    'post',
    (document) => {
      const { post, ...rest } = at(document, 'paths', '/books');
      Object.assign(at(document, 'paths'), { '/books': rest, '/volumes': { post } });
    },
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
    ['info operation-id-changed /paths/~1books/get/operationId'],
  ),
  one(
    'another base path',
    'servers',
    (document) => {
      document['servers'] = [{ url: 'https://library.example/v2' }];
    },
    [
      'breaking server-replaced /servers https://library.example/api',
      'info server-added /servers https://library.example/v2',
    ],
  ),
  one('a parameter goes', 'sort', (document) => (list(document)['parameters'] as unknown[]).splice(1, 1), [
    'warning parameter-removed /paths/~1books/get sort',
  ]),
  one(
    'a parameter comes',
    'more parameters',
    (document) =>
      (list(document)['parameters'] as unknown[]).push({
        name: 'q',
        in: 'query',
        schema: { type: 'string' },
      }),
    ['info optional-parameter-added /paths/~1books/get/parameters/3 q'],
  ),
  one(
    'a required parameter comes',
    'more parameters',
    (document) =>
      (list(document)['parameters'] as unknown[]).push({
        ...{ name: 'q', in: 'query', required: true, schema: { type: 'string' } },
      }),
    ['breaking required-parameter-added /paths/~1books/get/parameters/3 q'],
  ),
  one(
    'a parameter is required',
    'X-Trace',
    (document) => {
      parameter(document, 2)['required'] = true;
    },
    ['breaking parameter-required /paths/~1books/get/parameters/2 X-Trace'],
  ),
  one(
    'a parameter is written otherwise',
    'X-Trace',
    (document) => {
      parameter(document, 2)['explode'] = true;
    },
    ['breaking parameter-explode-changed /paths/~1books/get/parameters/2 X-Trace'],
  ),
  one(
    'a parameter takes less',
    'limit',
    (document) => {
      at(parameter(document, 0), 'schema')['maximum'] = 50;
    },
    ['breaking parameter-maximum-lowered /paths/~1books/get/parameters/0/schema/maximum'],
  ),
  one(
    'a parameter takes more',
    'limit',
    (document) => {
      at(parameter(document, 0), 'schema')['maximum'] = 500;
    },
    ['info parameter-maximum-raised /paths/~1books/get/parameters/0/schema/maximum'],
  ),
  one(
    'a parameter that is left out means something else',
    'limit',
    (document) => {
      at(parameter(document, 0), 'schema')['default'] = 50;
    },
    ['breaking parameter-default-changed /paths/~1books/get/parameters/0/schema/default'],
  ),
  one(
    'a value of a parameter goes',
    'sort',
    (document) => {
      at(parameter(document, 1), 'schema')['enum'] = ['title'];
    },
    ['breaking parameter-enum-value-removed /paths/~1books/get/parameters/1/schema/enum shelf'],
  ),
  one(
    'a body is no longer needed',
    'post',
    (document) => {
      at(document, 'paths', '/books', 'post', 'requestBody')['required'] = false;
    },
    ['info body-optional /paths/~1books/post/requestBody'],
  ),
  one(
    'a member that is sent goes',
    'NewBook.note',
    (document) => delete at(schema(document, 'NewBook'), 'properties')['note'],
    ['warning request-optional-property-removed /components/schemas/NewBook/properties note'],
  ),
  one(
    'a member that is sent becomes required',
    'NewBook.note',
    (document) => {
      schema(document, 'NewBook')['required'] = ['title', 'note'];
    },
    ['breaking request-property-required /components/schemas/NewBook/required note'],
  ),
  one(
    'a member that is sent is read only',
    'NewBook.note',
    (document) => {
      property(document, 'NewBook', 'note')['readOnly'] = true;
    },
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
    ['info request-optional-property-added /components/schemas/NewBook/properties/isbn isbn'],
  ),
  one(
    'a member that is sent has another type',
    'NewBook.pages',
    (document) => {
      property(document, 'NewBook', 'pages')['type'] = 'string';
    },
    ['breaking request-type-changed /components/schemas/NewBook/properties/pages/type'],
  ),
  one(
    'no other members are taken',
    'NewBook',
    (document) => {
      schema(document, 'NewBook')['additionalProperties'] = false;
    },
    ['breaking request-other-properties-refused /components/schemas/NewBook/additionalProperties'],
  ),
];
