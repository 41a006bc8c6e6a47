// Edits of the library: what callers get, and who they must be.
import { at, list, property, ref, refused, schema } from './library.js';
import { type NamedEdit, one } from './named-edit.js';

export const ANSWER_EDITS: readonly NamedEdit[] = [
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
