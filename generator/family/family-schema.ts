// Hides the shape of family.yaml as JSON Schema. A `description` says what is right, and becomes the hint where something is wrong.

/** What the file holds once its shape is right; defaults are not yet filled in, dates not yet read. */
export interface RawFamily {
  readonly family: string;
  readonly selector: RawSelector;
  readonly timezone?: string;
  readonly noticeDays?: number;
  readonly unavailable?: {
    readonly retired?: number;
    readonly unknown?: number;
    readonly malformed?: number;
  };
  readonly afterNotBefore?: 'serve' | 'gone';
  readonly answers?: { readonly echo?: boolean; readonly vary?: boolean; readonly deprecation?: boolean };
  readonly links?: {
    readonly deprecation?: string;
    readonly sunset?: string;
    readonly 'successor-version'?: string;
  };
  readonly discovery?: boolean | RawDiscovery;
  readonly versions: readonly RawEntry[];
}

export interface RawDiscovery {
  readonly path?: string;
  readonly status?: number;
  readonly retired?: boolean;
  /** Whatever YAML can hold. */
  readonly answer?: unknown;
}

export interface RawSelector {
  readonly in: 'header' | 'query' | 'path' | 'media-type' | 'none';
  readonly name?: string;
  readonly format?: string;
  readonly whenAbsent?: 'current' | 'minimum' | 'required';
}

export interface RawEntry {
  readonly id: string;
  readonly spec?: string;
  readonly state: 'PLANNED' | 'CURRENT' | 'SUPPORTED' | 'DEPRECATED' | 'RETIRED';
  /** YAML reads YYYYMMDD as a number. */
  readonly notBefore?: string | number;
  readonly deprecatedAt?: string | number;
  readonly successor?: string;
  readonly from?: string;
}

const version = {
  type: 'string',
  maxLength: 32,
  description:
    'Write a version in quotes, such as "1.10": without them YAML reads a number, and 1.10 becomes 1.1.',
};

const date = {
  type: ['string', 'integer'],
  description: 'Write a date as YYYY-MM-DD or YYYYMMDD.',
};

const status = {
  type: 'integer',
  minimum: 400,
  maximum: 499,
  description: 'Write an HTTP status from 400 to 499.',
};

const link = {
  type: 'string',
  // What RFC 3986 allows in a URI reference, and the braces of `{version}`: it ends up between < and > in a header.
  pattern: "^[A-Za-z0-9._~:/?#@!$&'()*+,;=%{}\\[\\]-]+$",
  description: 'Write a URL or an absolute path; {version} in it stands for the version.',
};

const said = { type: 'boolean', description: 'Write false where the provider does not send it.' };

export const FAMILY_SCHEMA = {
  type: 'object',
  description: 'A family.yaml holds at least: family, selector, versions.',
  required: ['family', 'selector', 'versions'],
  additionalProperties: false,
  properties: {
    family: {
      type: 'string',
      minLength: 1,
      maxLength: 100,
      description: 'Name the family, such as acme-storage; the name becomes a folder.',
    },
    selector: {
      type: 'object',
      description:
        'Say how a request names its version, such as { in: header, name: Acme-Version, format: "{version}" }.',
      required: ['in'],
      additionalProperties: false,
      properties: {
        in: {
          enum: ['header', 'query', 'path', 'media-type', 'none'],
          description: 'Write one of header, query, path, media-type, none.',
        },
        name: {
          type: 'string',
          minLength: 1,
          maxLength: 100,
          description: 'Name the header or the parameter that carries the version.',
        },
        format: {
          type: 'string',
          maxLength: 200,
          // Printable ASCII: the format is sent in headers.
          pattern: '^[ -~]*$',
          description: 'Write the value with {version} in it, such as "volume {version}".',
        },
        whenAbsent: {
          enum: ['current', 'minimum', 'required'],
          description: 'Write one of current, minimum, required.',
        },
      },
    },
    timezone: {
      type: 'string',
      minLength: 1,
      maxLength: 100,
      description:
        'Write an IANA time zone such as Asia/Seoul, or leave it out where the provider does not say.',
    },
    noticeDays: {
      type: 'integer',
      minimum: 0,
      maximum: 3650,
      description: 'Write a number of days; the default is 90.',
    },
    unavailable: {
      type: 'object',
      description: 'Write the statuses, such as { retired: 410, unknown: 406, malformed: 400 }.',
      additionalProperties: false,
      properties: { retired: status, unknown: status, malformed: status },
    },
    afterNotBefore: { enum: ['serve', 'gone'], description: 'Write serve or gone.' },
    answers: {
      type: 'object',
      description: 'Write what answers do not say of versions, such as { echo: false, deprecation: false }.',
      additionalProperties: false,
      properties: { echo: said, vary: said, deprecation: said },
    },
    links: {
      type: 'object',
      description:
        'Write the targets of the Link header, such as { sunset: https://docs.example.com/{version} }.',
      additionalProperties: false,
      properties: { deprecation: link, sunset: link, 'successor-version': link },
    },
    discovery: {
      type: ['object', 'boolean'],
      description:
        'Write where and how versions are listed, such as { path: /, answer: { versions: [{ id: "{version}", status: "{state}" }] } }, or false.',
      additionalProperties: false,
      properties: {
        path: {
          type: 'string',
          maxLength: 200,
          // A path as URLs spell it (RFC 3986), from the root.
          pattern: "^/[A-Za-z0-9._~:@!$&'()*+,;=%/-]*$",
          description: 'Write a path from the root of the server, such as / or /versions.',
        },
        status: {
          enum: [200, 300],
          description: 'Write 200, the default, or 300, as OpenStack does.',
        },
        retired: { type: 'boolean', description: 'Write true where versions that are gone are listed too.' },
        answer: {
          type: ['object', 'array'],
          description:
            'Write the answer as it is, placeholders in it, such as { versions: [{ id: "{version}", status: "{state}" }] }.',
        },
      },
    },
    versions: {
      type: 'array',
      minItems: 1,
      maxItems: 500,
      description: 'List the versions, such as - { id: "1.3", spec: 1.3.yaml, state: CURRENT }.',
      items: {
        type: 'object',
        description: 'Write a version as { id: "1.3", spec: 1.3.yaml, state: CURRENT }.',
        required: ['id', 'state'],
        additionalProperties: false,
        properties: {
          id: version,
          spec: {
            type: 'string',
            minLength: 1,
            maxLength: 1000,
            description: 'Write the path of the OpenAPI document, relative to the folder of family.yaml.',
          },
          state: {
            enum: ['PLANNED', 'CURRENT', 'SUPPORTED', 'DEPRECATED', 'RETIRED'],
            description: 'Write one of PLANNED, CURRENT, SUPPORTED, DEPRECATED, RETIRED.',
          },
          notBefore: date,
          deprecatedAt: date,
          successor: version,
          from: version,
        },
      },
    },
  },
} as const;
