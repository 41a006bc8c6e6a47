// Hides the published shapes of two formats, as far as a report must keep to them.

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const list = (items: object) => ({ type: 'array', items });
const exactly = (properties: Readonly<Record<string, object>>, ...required: readonly string[]) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required: required.length > 0 ? required : Object.keys(properties),
});

const MESSAGE = exactly({ text });
const STRINGS = { type: 'object', additionalProperties: text };

/** SARIF 2.1.0, OASIS Standard §3.13 and below; every property that is written must be one that the standard knows. */
export const SARIF = exactly({
  $schema: text,
  version: { const: '2.1.0' },
  runs: list(
    exactly({
      properties: { type: 'object', additionalProperties: false, properties: { seed: count, cut: text } },
      tool: exactly({
        driver: exactly(
          {
            ...{ name: text, semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' } },
            rules: list(exactly({ id: text, shortDescription: MESSAGE })),
          },
          'name',
        ),
      }),
      invocations: list(
        exactly(
          {
            executionSuccessful: { type: 'boolean' },
            toolExecutionNotifications: list(exactly({ level: { enum: ['error'] }, message: MESSAGE })),
          },
          'executionSuccessful',
        ),
      ),
      results: list(
        exactly(
          {
            ...{ ruleId: text, ruleIndex: count, level: { enum: ['none', 'note', 'warning', 'error'] } },
            message: MESSAGE,
            locations: list(
              exactly(
                {
                  physicalLocation: exactly({
                    // uri-reference
                    artifactLocation: exactly({ uri: { type: 'string', pattern: '^[!#$&-;=?-Z_a-z~%]*$' } }),
                    region: exactly({
                      startLine: { type: 'integer', minimum: 1 },
                      startColumn: { type: 'integer', minimum: 1 },
                    }),
                  }),
                  logicalLocations: list(exactly({ fullyQualifiedName: text, kind: text })),
                },
                'logicalLocations',
              ),
            ),
            ...{ partialFingerprints: STRINGS, occurrenceCount: { type: 'integer', minimum: 1 } },
            suppressions: list(
              exactly({ kind: { enum: ['inSource', 'external'] }, status: text, justification: text }),
            ),
            webRequest: exactly(
              { method: text, target: text, headers: STRINGS, body: MESSAGE },
              ...['method', 'target'],
            ),
            webResponse: exactly({ statusCode: count, headers: STRINGS, body: MESSAGE }),
            properties: { type: 'object' },
          },
          ...['ruleId', 'message'],
        ),
      ),
    }),
  ),
});

const PAIRS = list(exactly({ name: text, value: text }));
const COMMON = {
  ...{ httpVersion: text, cookies: { type: 'array', maxItems: 0 }, headers: PAIRS },
  ...{ headersSize: { type: 'integer' }, bodySize: { type: 'integer' } },
};

/** HAR 1.2 (Odvarko), every object; a custom field begins with an underscore. */
export const HAR = exactly({
  log: exactly(
    {
      version: { const: '1.2' },
      creator: exactly({ name: text, version: text }),
      comment: text,
      entries: list(
        exactly({
          startedDateTime: {
            type: 'string',
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
          },
          time: { type: 'number', minimum: 0 },
          request: exactly(
            {
              ...{ method: text, url: text, ...COMMON, queryString: PAIRS },
              postData: exactly({ mimeType: text, params: { type: 'array', maxItems: 0 }, text }),
            },
            ...['method', 'url', 'queryString', ...Object.keys(COMMON)],
          ),
          response: exactly(
            {
              ...{ status: count, statusText: text, ...COMMON, redirectURL: text, _error: text },
              content: exactly({ size: count, mimeType: text, text, comment: text }, 'size', 'mimeType'),
            },
            ...['status', 'statusText', 'redirectURL', 'content', ...Object.keys(COMMON)],
          ),
          cache: exactly({}),
          timings: exactly({ send: count, wait: count, receive: count }),
          comment: text,
        }),
      ),
    },
    ...['version', 'creator', 'entries'],
  ),
});
