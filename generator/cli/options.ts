// Hides the options that several commands have, said in the same words by all of them.
import { Option } from 'commander';

export function debug(): Option {
  return new Option('--debug', 'show the stack trace of an internal error');
}

/** As the variable NO_COLOR does (no-color.org). */
export function noColour(): Option {
  return new Option('--no-color', 'print no colours, as where NO_COLOR is set');
}

export function allowHost(): Option {
  return repeatable('--allow-host <host>', 'let $refs reach this host');
}

export function repeatable(flags: string, description: string): Option {
  return new Option(flags, `${description}; may be repeated`).argParser(collect).default([], 'none');
}

export function now(): Option {
  return new Option(
    '--now <instant>',
    'judge dates as of this instant (default: SOURCE_DATE_EPOCH, then the clock)',
  );
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}
