// Hides `specpact config`: what the commands are told, by the configuration or by what holds without one.
import type { Command } from 'commander';
import { type Config, isSeveral, type Said } from '../config/read.js';
import { type Section, schemaOf } from '../config/settings.js';
import { configOf } from './configured.js';
import { EXIT, type Io } from './io.js';
import { json, printable } from './print.js';
import { sectionsOf } from './settings.js';

export interface ConfigCommand {
  readonly program: Command;
  readonly command: Command;
  readonly schema?: boolean;
  readonly json?: boolean;
}

export async function runConfig(asked: ConfigCommand, io: Io): Promise<number> {
  const sections = sectionsOf(asked.program);
  if (asked.schema) {
    io.out(json(schemaOf(sections)));
    return EXIT.ok;
  }
  const config = await configOf(asked.program, asked.command, io);
  const whole = Object.fromEntries(sections.map((section) => [section.name, wholeOf(section, config)]));
  io.out(asked.json ? json({ file: config?.file ?? null, config: whole }) : await commented(whole, config));
  return EXIT.ok;
}

/** What is said of a command, with what holds beside it; of several outputs, each. */
function wholeOf({ name, settings }: Section, config: Config | undefined): Said | Said[] {
  const standards = Object.fromEntries(
    settings.flatMap(({ name, standard }) => (standard === undefined ? [] : [[name, standard]])),
  );
  const said = config?.sections[name] ?? {};
  return isSeveral(said) ? said.map((each) => ({ ...standards, ...each })) : { ...standards, ...said };
}

/** YAML that says of every value whether somebody chose it. */
async function commented(
  whole: Readonly<Record<string, Said | Said[]>>,
  config: Config | undefined,
): Promise<string> {
  const { Document, isMap, isScalar, isSeq } = await import('yaml');
  const document = new Document(whole, { aliasDuplicateObjects: false });
  document.commentBefore = config
    ? ` ${printable(config.file)}, and what holds where it says nothing`
    : ' There is no configuration here: this is what holds without one.';
  for (const name of Object.keys(whole)) {
    const node = document.get(name);
    const maps = isSeq(node) ? node.items : [node];
    const said = [config?.sections[name] ?? {}].flat();
    maps.forEach((map, at) => {
      if (!isMap(map)) return;
      for (const { key, value } of map.items)
        if (isScalar(key) && !Object.hasOwn(said[at] ?? {}, String(key.value)) && isScalar(value))
          value.comment = ' default';
    });
  }
  return document.toString({ lineWidth: 0 });
}
