// Hides what a configuration may say: what the commands may be told, as a schema that programs and editors read.

/** One thing that a command may be told, by a flag or by the configuration. */
export interface Setting {
  /** As the configuration writes it: `allowHost`. */
  readonly name: string;
  readonly kind: 'switch' | 'text' | 'number' | 'list';
  readonly description: string;
  readonly choices?: readonly string[];
  /** True for what counts from the folder of the configuration: a file or a folder. */
  readonly isPath: boolean;
  /** What holds where nothing is said. */
  readonly standard?: unknown;
}

/** What one command may be told. */
export interface Section {
  readonly name: string;
  readonly description: string;
  readonly settings: readonly Setting[];
}

/** A command that may be asked to do several things at once: its section may be a list. */
export const SEVERAL: ReadonlySet<string> = new Set(['generate']);

/** JSON Schema 2020-12 and draft 7 alike: only keywords that both have. */
export function schemaOf(sections: readonly Section[]): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'specpact.config',
    description: 'What the commands of specpact are told where their flags say nothing.',
    type: 'object',
    additionalProperties: false,
    properties: {
      // Editors find the schema by it.
      $schema: { type: 'string' },
      ...Object.fromEntries(sections.map((section) => [section.name, sectionSchema(section)])),
    },
  };
}

function sectionSchema({ name, description, settings }: Section): object {
  const one = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(settings.map((setting) => [setting.name, settingSchema(setting)])),
  };
  if (!SEVERAL.has(name)) return { description, ...one };
  // Not `anyOf`: what fails to be one of two is told less well than what fails to be one.
  return { description, type: ['object', 'array'], minItems: 1, items: one, ...withoutType(one) };
}

function withoutType({ type: _, ...schema }: { readonly type: string }): object {
  return schema;
}

function settingSchema({ kind, description, choices }: Setting): object {
  switch (kind) {
    case 'switch':
      return { description, type: 'boolean' };
    case 'number':
      return { description, type: ['number', 'string'] };
    case 'list':
      return { description, type: ['string', 'array'], items: { type: 'string' } };
    case 'text':
      return { description, ...(choices ? { enum: choices } : { type: 'string' }) };
  }
}
