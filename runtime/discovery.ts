// Hides how a family tells which versions there are: the provider's own answer as a template, filled in at an instant.
import { answersOf, type Discovery, type Family, type Template, type VersionEntry } from './lifecycle.js';

/** What stands for something in a text of a template, `{version}`. Those of a version stand in the list of versions only. */
export const PLACEHOLDERS = {
  version: 'version',
  state: 'version',
  notBefore: 'version',
  successor: 'version',
  /** In the list of versions: the microversions of the version, where it has any. Elsewhere: of all that is listed. */
  minimum: 'any',
  maximum: 'any',
  /** Scheme, host and port, as the request names them. */
  origin: 'any',
} as const satisfies Record<string, 'version' | 'any'>;

export type Placeholder = keyof typeof PLACEHOLDERS;
type Values = { readonly [name in Placeholder]?: string | undefined };

/** The form of our own. */
export const OWN_DISCOVERY: Discovery = {
  path: '/',
  status: 200,
  retired: false,
  answer: {
    versions: [
      {
        version: '{version}',
        minimum: '{minimum}',
        state: '{state}',
        notBefore: '{notBefore}',
        successor: '{successor}',
      },
    ],
  },
};

/** How versions are discovered; undefined where they are not. */
export function discoveryIn({ discovery = OWN_DISCOVERY }: Family): Discovery | undefined {
  return discovery === false ? undefined : discovery;
}

/**
 * The body of the answer that lists the versions of a family: those that are served at this instant, newest first, with states and
 * dates as they are declared. PLANNED versions are never listed, those that are gone only where the family says so.
 * @param origin scheme, host and port, without a slash at the end
 */
export function discoveryOf(family: Family, instant: Date, origin: string): Template {
  const { answer, retired } = discoveryIn(family) ?? OWN_DISCOVERY;
  const answerAt = answersOf(family);
  const isServed = (entry: VersionEntry) => answerAt(entry, instant).serve;
  const listed = family.versions.filter((entry) => entry.state !== 'PLANNED' && (retired || isServed(entry)));
  const [newest, oldest] = [listed[0], listed.at(-1)];
  const whole: Values = { minimum: oldest?.from ?? oldest?.id, maximum: newest?.id, origin };
  return filled(answer, whole, listed) ?? null;
}

/** @param listed what the list of versions is made of; undefined within its items */
function filled(
  template: Template,
  values: Values,
  listed: readonly VersionEntry[] | undefined,
): Template | undefined {
  if (typeof template === 'string') return filledText(template, values);
  if (typeof template !== 'object' || template === null) return template;
  if (listed && isVersionList(template)) {
    const [item] = template;
    return listed
      .map((entry) => filled(item, { ...values, ...valuesOf(entry) }, undefined))
      .filter((each) => each !== undefined);
  }
  if (isList(template)) {
    return template.map((item) => filled(item, values, listed)).filter((each) => each !== undefined);
  }
  return Object.fromEntries(
    Object.entries(template).flatMap(([name, member]): [string, Template][] => {
      const value = filled(member, values, listed);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What the placeholders stand for in what is said of one version. */
export function valuesOf({ id, state, notBefore, successor, from }: VersionEntry): Values {
  const maximum = from === undefined ? undefined : id;
  return { version: id, state, notBefore, successor, minimum: from, maximum };
}

/** Undefined where a placeholder has no value: the member that holds the text is left out. */
function filledText(text: string, values: Values): string | undefined {
  let missing = false;
  const result = text.replace(/\{([A-Za-z]+)\}/g, (written, name: string) => {
    if (!isPlaceholder(name)) return written;
    missing ||= values[name] === undefined;
    return values[name] ?? '';
  });
  return missing ? undefined : result;
}

export function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(PLACEHOLDERS, name);
}

/** The names in braces in a text, known or not. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(/\{([A-Za-z]+)\}/g)].map(([, name = '']) => name);
}

/** The list of one item that is repeated for each version: the outermost that speaks of one. */
export function isVersionList(template: Template): template is readonly [Template] {
  return isList(template) && template.length === 1 && speaksOfVersion(template[0] ?? null);
}

/** Whether any text below holds a placeholder of a version. */
export function speaksOfVersion(template: Template): boolean {
  if (typeof template === 'string')
    return namesIn(template).some((name) => isPlaceholder(name) && PLACEHOLDERS[name] === 'version');
  if (typeof template !== 'object' || template === null) return false;
  return Object.values(template).some(speaksOfVersion);
}

/** `Array.isArray` knows nothing of lists that are read only. */
export function isList(template: Template): template is readonly Template[] {
  return Array.isArray(template);
}
