// Edits of the library that make one difference each.
import { at, type Edit, list, parameter, property, ref, refused, schema } from './library.js';

interface NamedEdit {
  readonly name: string;
  /** Of two edits in one place the one may hide the other. */
  readonly place: string;
  readonly edit: Edit;
  /** Of what serves one version from the other. */
  readonly expected: string;
  /** Of every single change: level, id, place in the newer document, and name. */
  readonly told: readonly string[];
}

const one = (
  name: string,
  place: string,
  edit: Edit,
  expected: string,
  told: readonly string[],
): NamedEdit => ({
  name,
  place,
  edit,
  expected,
  told,
});

/** One difference each. */
export const EDITS: readonly NamedEdit[] = [
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
  one(
    'a member of an answer goes',
    'Author.born',
    (document) => delete at(schema(document, 'Author'), 'properties')['born'],
    'breaks property-removed | GET /books/{id}, answer 200: author.born | `born` is not in now',
    ['warning response-optional-property-removed /components/schemas/Author/properties born'],
  ),
  one(
    'a member of an answer comes',
    'Author.died',
    (document) => {
      at(schema(document, 'Author'), 'properties')['died'] = { type: 'integer' };
    },
    'holds property-added | GET /books/{id}, answer 200: author.died | `died` is new in now',
    ['info response-optional-property-added /components/schemas/Author/properties/died died'],
  ),
  one(
    'a member of an answer may be missing',
    'Problem',
    (document) => delete schema(document, 'Problem')['required'],
    'breaks property-required | DELETE /books/{id}, answer 404: code | `code` is optional in now',
    ['breaking response-property-optional /components/schemas/Problem code'],
  ),
  one(
    'an answer has more values',
    'Book.shelf',
    (document) => {
      property(document, 'Book', 'shelf')['enum'] = ['a', 'b', 'c'];
    },
    'breaks values-changed | GET /books/{id}, answer 200: shelf | "c" in now, "a", "b" in before',
    ['warning response-enum-value-added /components/schemas/Book/properties/shelf/enum c'],
  ),
  one(
    'an answer has fewer values',
    'Book.shelf',
    (document) => {
      property(document, 'Book', 'shelf')['enum'] = ['a'];
    },
    'holds values-changed | GET /books/{id}, answer 200: shelf | "b" in before, "a" in now',
    ['info response-enum-value-removed /components/schemas/Book/properties/shelf/enum b'],
  ),
  one(
    'an answer may be null',
    'Book.title',
    (document) => {
      property(document, 'Book', 'title')['type'] = ['string', 'null'];
    },
    'breaks values-changed | GET /books/{id}, answer 200: title | null in now, string in before',
    ['breaking response-nullable-added /components/schemas/Book/properties/title/type'],
  ),
  one(
    'an alternative of an answer comes',
    'Book.medium',
    (document) => (at(property(document, 'Book', 'medium'))['oneOf'] as unknown[]).push(ref('Loan')),
    'breaks alternatives-changed | GET /books/{id}, answer 200: medium | Loan is new in now',
    ['breaking response-one-of-added /components/schemas/Book/properties/medium/oneOf/2'],
  ),
  one(
    'an alternative of an answer goes',
    'Book.medium',
    (document) => (at(property(document, 'Book', 'medium'))['oneOf'] as unknown[]).pop(),
    'holds alternatives-changed | GET /books/{id}, answer 200: medium | File is not possible in now',
    ['info response-one-of-removed /components/schemas/Book/properties/medium/oneOf'],
  ),
  one(
    'a member of an alternative has another type',
    'File.size',
    (document) => {
      property(document, 'File', 'size')['type'] = 'number';
    },
    'breaks values-changed | GET /books/{id}, answer 200: medium<File>.size | number in now, integer in before',
    ['breaking response-type-widened /components/schemas/File/properties/size/type'],
  ),
  one(
    'other members of an answer are of another type',
    'Book.more',
    (document) => {
      at(property(document, 'Book', 'more'), 'additionalProperties')['type'] = 'number';
    },
    'breaks values-changed | GET /books/{id}, answer 200: more.* | number in now, string in before',
    ['breaking response-type-changed /components/schemas/Book/properties/more/additionalProperties/type'],
  ),
  one(
    'another success',
    'answer 201',
    (document) => {
      const answers = at(document, 'paths', '/books', 'post', 'responses');
      answers['200'] = answers['201'];
      delete answers['201'];
    },
    'breaks answer-moved | POST /books, answer 201 | 200 in now, 201 in before',
    [
      'breaking success-status-removed /paths/~1books/post/responses 201',
      'info success-status-added /paths/~1books/post/responses/200 200',
    ],
  ),
  one(
    'one more success',
    'answer 202',
    (document) => {
      at(document, 'paths', '/books/{id}', 'get', 'responses')['202'] = { description: 'Later' };
    },
    'breaks answer-added | GET /books/{id}, answer 202 | it is new in now',
    ['info success-status-added /paths/~1books~1{id}/get/responses/202 202'],
  ),
  one(
    'one more failure',
    'answer 429',
    (document) => {
      at(list(document), 'responses')['429'] = refused;
    },
    'holds answer-added | GET /books, answer 429 | it is new in now',
    ['info other-status-added /paths/~1books/get/responses/429 429'],
  ),
  one(
    'a failure less',
    'answer 409',
    (document) => delete at(document, 'paths', '/books', 'post', 'responses')['409'],
    'holds answer-removed | POST /books, answer 409 | it is not in now',
    ['info other-status-removed /paths/~1books/post/responses 409'],
  ),
  one(
    'a header that was promised goes',
    'X-Total',
    (document) => delete at(list(document), 'responses', '200')['headers'],
    'breaks header-removed | GET /books, answer 200, header X-Total | it is not in now',
    ['breaking required-header-removed /paths/~1books/get/responses/200 X-Total'],
  ),
  one(
    'other credentials',
    'security',
    (document) => {
      document['security'] = [{ token: [] }];
    },
    'breaks security-changed | all operations | token in now, key in before',
    [
      'breaking global-callers-refused /security key',
      'info global-security-removed /security key',
      'info global-security-added /security token',
    ],
  ),
  one(
    'credentials of another kind as well',
    'security',
    (document) => {
      document['security'] = [{ token: [] }, { key: [] }];
    },
    'holds security-changed | all operations | token, or key in now, key in before',
    ['info global-security-added /security token'],
  ),
  one(
    'credentials are sent elsewhere',
    'scheme',
    (document) => {
      at(document, 'components', 'securitySchemes', 'key')['name'] = 'X-Api-Key';
    },
    'breaks security-scheme-changed | credentials key | they are sent in another way in now',
    ['breaking scheme-changed /components/securitySchemes/key key'],
  ),
  one(
    'a webhook goes',
    'lent',
    (document) => delete document['webhooks'],
    'breaks operation-removed | webhook lent | it is not in now',
    ['breaking webhook-removed  lent'],
  ),
  one(
    'a webhook carries less',
    'lent',
    (document) => delete at(schema(document, 'Loan'), 'properties')['until'],
    'breaks property-removed | webhook lent, body: until | `until` is not in now',
    ['warning response-optional-property-removed /components/schemas/Loan/properties until'],
  ),
  one(
    'a webhook carries more',
    'lent',
    (document) => {
      schema(document, 'Loan')['required'] = ['book', 'until'];
    },
    'holds property-required | webhook lent, body: until | `until` is required in now',
    ['info response-property-required /components/schemas/Loan/required until'],
  ),
];
