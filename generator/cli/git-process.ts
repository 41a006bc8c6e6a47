// Hides how git is asked: which objects there are and what they hold. Nothing is checked out, fetched or written, and nothing of the repository's is run.
import { execFile } from 'node:child_process';

/** Of one answer. */
export const MOST_BYTES = 64 * 1024 * 1024;
const LONGEST_MS = 30_000;

export interface Ran {
  readonly ok: boolean;
  /** True where there is no such program. */
  readonly missing: boolean;
  readonly bytes: Buffer;
  readonly out: string;
}

/** Never rejects. Of what a repository may have git run, nothing applies to reading objects: no pager, no hook, no fetch. */
export function git(folder: string, args: readonly string[], input = ''): Promise<Ran> {
  const env = {
    ...surroundings(),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
  const options = {
    cwd: folder,
    env,
    encoding: 'buffer',
    maxBuffer: MOST_BYTES + 1024 * 1024,
    timeout: LONGEST_MS,
  } as const;
  return new Promise((done) => {
    const plain = [
      '--no-pager',
      '--literal-pathspecs',
      '-c',
      'core.fsmonitor=false',
      '-c',
      'core.hooksPath=/dev/null',
    ];
    const child = execFile('git', [...plain, ...args], options, (error, bytes) => {
      // Made when it is asked for: answers may be large, and most are read as bytes.
      const ran = { ok: !error, missing: error?.code === 'ENOENT', bytes };
      done({
        ...ran,
        get out() {
          return bytes.toString('utf8');
        },
      });
    });
    child.stdin?.on('error', () => {}); // it may have ended before it has read all
    child.stdin?.end(input);
  });
}

/** Blobs by name (`<commit>:<path>` or an id), in that order; undefined where there is none. Fewer than were asked for where they are too large together. */
export async function blobs(
  folder: string,
  names: readonly string[],
): Promise<readonly (Buffer | undefined)[]> {
  // A line break in a name would ask for another one.
  const asked = names.map((name) => (/[\n\r]/.test(name) ? ':' : name));
  const { bytes } = await git(folder, ['cat-file', '--batch'], asked.map((name) => `${name}\n`).join(''));
  const found: (Buffer | undefined)[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    if (end < 0) break;
    const [, kind, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(bytes.toString('latin1', at, end)) ?? [];
    const next = size === undefined ? end + 1 : end + 1 + Number(size);
    found.push(kind === 'blob' && next <= bytes.length ? bytes.subarray(end + 1, next) : undefined);
    at = size === undefined ? next : next + 1;
  }
  return found;
}

/** Without what git tells a hook of its own repository: the one that the folder lies in is meant. */
function surroundings(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...rest } = process.env;
  return rest;
}
