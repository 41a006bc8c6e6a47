// Hides nothing: the shape of a file that lists changes which somebody has accepted. What it means is said in generator/diff/README.md.

const DAY = 'Write the day from which it is accepted no more, such as 2026-12-31.';

export const ACCEPTED_SCHEMA = {
  type: 'array',
  description: 'Write a list, such as - { finding: 0f3c5a7e9b1d, reason: "API-17", expires: 2026-12-31 }.',
  items: {
    type: 'object',
    description: 'Write an entry such as { finding: 0f3c5a7e9b1d, reason: "API-17", expires: 2026-12-31 }.',
    required: ['finding', 'reason', 'expires'],
    additionalProperties: false,
    properties: {
      finding: {
        description: 'Write the fingerprint that the report names: twelve digits and letters, in quotes.',
        type: 'string',
        pattern: '^[0-9a-f]{12}$',
      },
      reason: {
        description: 'Say why it is all right, best with a link to where that was decided.',
        type: 'string',
        minLength: 1,
      },
      expires: { description: DAY, type: 'string', pattern: '^\\d{4}-?\\d{2}-?\\d{2}$' },
    },
  },
} as const;
