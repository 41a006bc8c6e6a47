// Hides how a workflow command of GitHub Actions is written: `::error file=a,line=1::text`.
import { harmless } from '../show.js';

/** A line; what would end a value or begin another command is escaped. */
export function workflowCommand(
  name: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string | number>>,
  ...lines: readonly string[]
): string {
  const written = Object.entries(properties).map(
    ([key, value]) =>
      `${key}=${data(String(value)).replace(/[:,]/g, (each) => (each === ':' ? '%3A' : '%2C'))}`,
  );
  const head = written.length > 0 ? `${name} ${written.join(',')}` : name;
  return `::${head}::${lines.map(data).join('%0A')}\n`;
}

function data(text: string): string {
  return harmless(text).replaceAll('%', '%25');
}
