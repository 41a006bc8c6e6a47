// Hides how what serves an older version from the next newer one is laid out: the interface of what somebody must write, and the rest as data.
import type {
  AdjacentVersions,
  Carried,
  Finding,
  OperationChange,
  SchemaAsked,
  VersionChange,
  Way,
} from '../diff/carry/types.js';
import type { NamedSchema, Operation } from '../model/types.js';
import type { EmitOptions, GeneratedFile } from './emitter.js';
import { render, type View } from './handlebars.js';
import { header, importLines } from './header.js';
import { changesOf } from './migration-data.js';
import { operationMembers } from './migration-operations.js';
import { comment, index, key } from './tokens.js';

/** The folder of these files, beside those of the versions. */
const MIGRATIONS = 'migrations';

/** True where something must be written before the older version can be served. */
export function isAsked({ up, down, operations }: VersionChange): boolean {
  return up.asked.length + down.asked.length > 0 || operations.some(isOperationAsked);
}

export function isOperationAsked({ newer, input, answers }: OperationChange): boolean {
  return newer === undefined || input.asked !== undefined || answers.some(({ asked }) => asked);
}

export function emitMigration(versions: AdjacentVersions, options: EmitOptions): GeneratedFile {
  const { older, newer, change } = versions;
  const ids = { older: older.version.id, newer: newer.version.id };
  const carries = { up: change.up.named.length > 0, down: change.down.named.length > 0 };
  const schemas = schemaMembers(change, ids);
  const operations = change.operations
    .filter(isOperationAsked)
    .map(
      (each) =>
        `${operationDoc(each, ids)}    readonly ${each.older.name}: ${operationMembers(each, carries)};\n`,
    );
  const members = [
    ...(schemas.length > 0 ? [`  readonly schemas: {\n${schemas.join('')}  };\n`] : []),
    ...(operations.length > 0 ? [`  readonly operations: {\n${operations.join('')}  };\n`] : []),
  ].join('');
  const carried = [carriedType(change, 'up', ids), carriedType(change, 'down', ids)].join('');
  const changes = changesOf(versions);
  // What is imported but not used is an error in projects that look for it. Comments begin a line; no literal does.
  const code = (members === '' ? '' : carried + members).replace(/^ *\/\*\*[\s\S]*?\*\/$/gm, '');
  const uses = (name: string) => new RegExp(`\\b${name}\\.`).test(code);
  const names = ['older', 'newer'] as const;
  const imports = importLines([
    `import type { Changes } from '${options.runtime}/migrate.js';`,
    changes.includes('validator(') && `import { validator } from '${options.runtime}/validate.js';`,
    code.includes('StatusIn<') && `import type { StatusIn } from '${options.runtime}/wire.js';`,
    ...names.flatMap((each) => [
      changes.includes(`${each}Schemas.`) && `import * as ${each}Schemas from '../${ids[each]}/schemas.js';`,
      uses(`${each}Operations`) && `import type * as ${each}Operations from '../${ids[each]}/operations.js';`,
      uses(each) && `import type * as ${each} from '../${ids[each]}/types.js';`,
    ]),
    code.includes('Handlers[') && `import type { Handlers } from '../${ids.older}/server.js';`,
  ]);
  const view: View = {
    header: header(options.source),
    imports,
    doc: comment([
      `What nobody but you can know of serving version ${ids.older} by the handlers of version ${ids.newer}. All else is carried over.`,
    ]),
    isAsked: members !== '',
    changesDoc:
      members === ''
        ? comment([
            `Version ${ids.older} is served by the handlers of version ${ids.newer}: nothing is to be written.`,
          ])
        : '',
    members: members.trimEnd(),
    carried,
    changes,
  };
  return { path: `${MIGRATIONS}/${ids.older}.ts`, text: render('family/migration.ts', view) };
}

type Ids = { readonly older: string; readonly newer: string };

/** The functions that carry whole values over. */
function carriedType(change: VersionChange, way: Way, ids: Ids): string {
  const { named } = change[way];
  if (named.length === 0) return '';
  const [from, to] = way === 'up' ? (['older', 'newer'] as const) : (['newer', 'older'] as const);
  const members = named.map((each) => {
    const [given, made] = [`${from}.${typeName(each[from], way)}`, `${to}.${typeName(each[to], way)}`];
    return `  readonly ${key(each.older.name)}: (value: ${given}) => ${made};\n`;
  });
  const what = `Carries values of ${ids[from]} over to ${ids[to]}, with all that the migration says of them.`;
  return `\n${comment([what])}export interface ${way === 'up' ? 'Up' : 'Down'} {\n${members.join('')}}\n`;
}

/** Each schema once, with the directions that are asked for. */
function schemaMembers({ up, down }: VersionChange, ids: Ids): string[] {
  const names = [...new Set([...up.asked, ...down.asked].map(({ older }) => older.name))].sort();
  const asked = (carried: Carried, name: string) => carried.asked.find(({ older }) => older.name === name);
  return names.map((name) => {
    const ways = (
      [
        ['up', asked(up, name)],
        ['down', asked(down, name)],
      ] as const
    ).map(([way, each]) => (each ? schemaMember(way, each, ids) : ''));
    return `    readonly ${key(name)}: {\n${ways.join('')}    };\n`;
  });
}

function schemaMember(way: Way, asked: SchemaAsked, ids: Ids): string {
  const typed = (side: 'older' | 'newer') => {
    const name = `${side}.${typeName(asked[side], way)}`;
    return asked.isNullable ? `NonNullable<${name}>` : name;
  };
  const [from, to] = way === 'up' ? (['older', 'newer'] as const) : (['newer', 'older'] as const);
  const what = `${asked.older.key} of ${ids[from]} as ${ids[to]} has it: ${asked.gives ? 'what differs.' : 'the whole value.'}`;
  const doc = comment([[what, ...reasons(asked.findings, ids)].join('\n')], '      ');
  return `${doc}      readonly ${way}: (value: ${typed(from)}, carry: ${way === 'up' ? 'Up' : 'Down'}) => ${partOf(typed(to), asked.gives)};\n`;
}

/** What requests hold may be another type than what answers do. */
function typeName({ name, writable }: NamedSchema, way: Way): string {
  return way === 'up' ? (writable ?? name) : name;
}

/** Some members of a type; nothing at all where none are named. */
function partOf(type: string, names: readonly string[] | undefined): string {
  if (!names) return type;
  if (names.length === 0) return 'Record<string, never>';
  return `Pick<${type}, ${names.map((name) => index(name).slice(1, -1)).join(' | ')}>`;
}

function operationDoc({ older, newer, input, answers }: OperationChange, ids: Ids): string {
  const findings = [
    ...(input.asked?.findings ?? []),
    ...answers.flatMap(({ asked }) => asked?.findings ?? []),
  ];
  const what = newer
    ? `${placeOf(older)}: what differs, or a whole handler of ${ids.older}.`
    : `${placeOf(older)}: a handler of ${ids.older}; ${ids.newer} does not have it.`;
  return comment([[what, ...reasons(findings, ids)].join('\n')], '    ');
}

function placeOf({ verb, path }: Operation): string {
  return `${verb} ${path}`;
}

/** Why it is asked, and where the documents say so. */
function reasons(findings: readonly Finding[], ids: Ids): string[] {
  return [
    ...new Set(
      findings.map(({ why, older, newer }) => {
        const places = [
          ...(older === undefined ? [] : [`${ids.older}#${older}`]),
          ...(newer === undefined ? [] : [`${ids.newer}#${newer}`]),
        ];
        return `- ${why} (${places.join(', ')})`;
      }),
    ),
  ];
}
