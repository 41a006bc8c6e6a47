// Hides nothing: the shape of contract.yaml. What it means is said in contract/README.md.

const GIVEN = {
  description: 'Write a text, a number, true or false, a list, { env: NAME } or { file: path }.',
  anyOf: [
    { type: ['string', 'number', 'boolean'] },
    { type: 'array', items: { type: ['string', 'number', 'boolean'] } },
    {
      type: 'object',
      required: ['env'],
      additionalProperties: false,
      properties: { env: { type: 'string', minLength: 1 }, default: { type: 'string' } },
    },
    {
      type: 'object',
      required: ['file'],
      additionalProperties: false,
      properties: { file: { type: 'string', minLength: 1 } },
    },
  ],
} as const;

const REQUEST = {
  type: 'object',
  required: ['request'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1 },
    request: {
      description: 'Write a method and a path below the base URL: POST /v3/{project_id}/volumes.',
      type: 'string',
      pattern: '^[A-Z]+ +/\\S*$',
    },
    headers: { type: 'object', additionalProperties: { type: 'string' } },
    body: {},
    status: { type: 'integer', minimum: 100, maximum: 599 },
    save: {
      type: 'object',
      additionalProperties: {
        description:
          'Write where the value stands in the answer: /volume/id in its body, or header Location.',
        type: 'string',
        pattern: '^(/.*|header +\\S+)$',
      },
    },
  },
} as const;

const credentials = (required: readonly string[], properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});

const AUTH = {
  description:
    'Write one of apiKey, bearer, basic, clientCredentials, scp, huawei and openstack; contract/README.md shows each.',
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: {
    apiKey: GIVEN,
    bearer: GIVEN,
    basic: credentials(['username', 'password'], { username: GIVEN, password: GIVEN }),
    clientCredentials: credentials(['tokenUrl', 'clientId', 'clientSecret'], {
      tokenUrl: GIVEN,
      clientId: GIVEN,
      clientSecret: GIVEN,
      scopes: { type: 'array', items: { type: 'string' } },
      credentialsIn: { enum: ['header', 'body'] },
    }),
    scp: credentials(['accessKey', 'secretKey'], {
      accessKey: GIVEN,
      secretKey: GIVEN,
      accountId: GIVEN,
      clientType: GIVEN,
    }),
    huawei: credentials(['accessKey', 'secretKey'], { accessKey: GIVEN, secretKey: GIVEN }),
    openstack: {
      description:
        'Write authUrl, and either applicationCredentialId and secret, or username, password and project.',
      anyOf: [
        credentials(['authUrl', 'applicationCredentialId', 'secret'], {
          authUrl: GIVEN,
          applicationCredentialId: GIVEN,
          secret: GIVEN,
        }),
        credentials(['authUrl', 'username', 'password', 'project'], {
          authUrl: GIVEN,
          username: GIVEN,
          password: GIVEN,
          project: GIVEN,
          domain: GIVEN,
        }),
      ],
    },
  },
};

export const BINDINGS_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    variables: { type: 'object', additionalProperties: GIVEN },
    headers: { type: 'object', additionalProperties: GIVEN },
    auth: { type: 'object', additionalProperties: AUTH },
    setUp: { type: 'array', items: REQUEST },
    tearDown: { type: 'array', items: REQUEST },
  },
};
