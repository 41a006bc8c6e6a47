// Edits of the library: what callers get, and who they must be.
import { at, list, property, ref, refused, schema } from './library.js';
import { type NamedEdit, one } from './named-edit.js';

export const ANSWER_EDITS: readonly NamedEdit[] = [
  one(
    'a member of an answer goes',
    'Author.born',
    (document) => delete at(schema(document, 'Author'), 'properties')['born'],
    ['warning response-optional-property-removed /components/schemas/Author/properties born'],
  ),
  one(
    'a member of an answer comes',
    'Author.died',
    (document) => {
      at(schema(document, 'Author'), 'properties')['died'] = { type: 'integer' };
    },
    ['info response-optional-property-added /components/schemas/Author/properties/died died'],
  ),
  one(
    'a member of an answer may be missing',
    'Problem',
    (document) => delete schema(document, 'Problem')['required'],
    ['breaking response-property-optional /components/schemas/Problem code'],
  ),
  one(
    'an answer has more values',
    'Book.shelf',
    (document) => {
      property(document, 'Book', 'shelf')['enum'] = ['a', 'b', 'c'];
    },
    ['warning response-enum-value-added /components/schemas/Book/properties/shelf/enum c'],
  ),
  one(
    'an answer has fewer values',
    'Book.shelf',
    (document) => {
      property(document, 'Book', 'shelf')['enum'] = ['a'];
    },
    ['info response-enum-value-removed /components/schemas/Book/properties/shelf/enum b'],
  ),
  one(
    'an answer may be null',
    'Book.title',
    (document) => {
      property(document, 'Book', 'title')['type'] = ['string', 'null'];
    },
    ['breaking response-nullable-added /components/schemas/Book/properties/title/type'],
  ),
  one(
    'an alternative of an answer comes',
    'Book.medium',
    (document) => (at(property(document, 'Book', 'medium'))['oneOf'] as unknown[]).push(ref('Loan')),
    ['breaking response-one-of-added /components/schemas/Book/properties/medium/oneOf/2'],
  ),
  one(
    'an alternative of an answer goes',
    'Book.medium',
    (document) => (at(property(document, 'Book', 'medium'))['oneOf'] as unknown[]).pop(),
    ['info response-one-of-removed /components/schemas/Book/properties/medium/oneOf'],
  ),
  one(
    'a member of an alternative has another type',
    'File.size',
    (document) => {
      property(document, 'File', 'size')['type'] = 'number';
    },
    ['breaking response-type-widened /components/schemas/File/properties/size/type'],
  ),
  one(
    'other members of an answer are of another type',
    'Book.more',
    (document) => {
      at(property(document, 'Book', 'more'), 'additionalProperties')['type'] = 'number';
    },
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
    ['info success-status-added /paths/~1books~1{id}/get/responses/202 202'],
  ),
  one(
    'one more failure',
    'answer 429',
    (document) => {
      at(list(document), 'responses')['429'] = refused;
    },
    ['info other-status-added /paths/~1books/get/responses/429 429'],
  ),
  one(
    'a failure less',
    'answer 409',
    (document) => delete at(document, 'paths', '/books', 'post', 'responses')['409'],
    ['info other-status-removed /paths/~1books/post/responses 409'],
  ),
  one(
    'a header that was promised goes',
    'X-Total',
    (document) => delete at(list(document), 'responses', '200')['headers'],
    ['breaking required-header-removed /paths/~1books/get/responses/200 X-Total'],
  ),
  one(
    'other credentials',
    'security',
    (document) => {
      document['security'] = [{ token: [] }];
    },
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
    ['info global-security-added /security token'],
  ),
  one(
    'credentials are sent elsewhere',
    'scheme',
    (document) => {
      at(document, 'components', 'securitySchemes', 'key')['name'] = 'X-Api-Key';
    },
    ['breaking scheme-changed /components/securitySchemes/key key'],
  ),
  one('a webhook goes', 'lent', (document) => delete document['webhooks'], [
    'breaking webhook-removed  lent',
  ]),
  one(
    'a webhook carries less',
    'lent',
    (document) => delete at(schema(document, 'Loan'), 'properties')['until'],
    ['warning response-optional-property-removed /components/schemas/Loan/properties until'],
  ),
  one(
    'a webhook carries more',
    'lent',
    (document) => {
      schema(document, 'Loan')['required'] = ['book', 'until'];
    },
    ['info response-property-required /components/schemas/Loan/required until'],
  ),
];
