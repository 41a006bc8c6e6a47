// Hides git: which revision a name means, what a file was in it, and what it has been before. Nothing is checked out and nothing is written.
import { execFile } from 'node:child_process';

/** Of one file, newest first. */
export interface FileHistory {
  readonly revisions: readonly { readonly published: Date; readonly text: string }[];
  /** False where there is more than was read: a shallow clone, or a very long history. */
  readonly whole: boolean;
}

export interface Git {
  /** The text of a file of the folder in the revision; undefined where it has none. */
  text(folder: string, name: string): Promise<string | undefined>;
  history(folder: string, name: string): Promise<FileHistory>;
}

const MOST_REVISIONS = 500;
const MOST_BYTES = 64 * 1024 * 1024;
const LONGEST_MS = 30_000;

/**
 * A repository at a revision, or a sentence that says why there is none.
 * @param folder any folder inside the repository
 * @param ref a branch, a tag or a commit
 */
export async function gitAt(folder: string, ref: string): Promise<Git | string> {
  const verified = await git(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  ]);
  if (verified.ok) return new Revision(verified.out.trim());
  if (verified.missing) return 'git is not installed.';
  const inside = await git(folder, ['rev-parse', '--is-inside-work-tree']);
  if (!inside.ok) return 'The family lies in no git repository that can be read.';
  return `There is no revision ${JSON.stringify(ref)} in this repository; a shallow clone may have to fetch it first.`;
}

class Revision implements Git {
  readonly #commit: string;

  constructor(commit: string) {
    this.#commit = commit;
  }

  async text(folder: string, name: string): Promise<string | undefined> {
    const { ok, out } = await git(folder, ['cat-file', 'blob', `${this.#commit}:./${name}`]);
    return ok ? out : undefined;
  }

  async history(folder: string, name: string): Promise<FileHistory> {
    const range = ['--max-count', String(MOST_REVISIONS + 1), this.#commit, '--', name];
    const log = await git(folder, ['log', '--no-show-signature', '--format=%H %ct', ...range]);
    const shallow = await git(folder, ['rev-parse', '--is-shallow-repository']);
    const commits = log.out
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' '));
    const read = commits.slice(0, MOST_REVISIONS);
    const names = read.map(([commit]) => `${commit}:./${name}\n`).join('');
    const blobs = texts(await git(folder, ['cat-file', '--batch'], names));
    const revisions = read.flatMap(([, seconds], index) => {
      const text = blobs[index];
      return text === undefined ? [] : [{ published: new Date(Number(seconds) * 1000), text }];
    });
    const whole = log.ok && shallow.out.trim() === 'false' && commits.length <= MOST_REVISIONS;
    return { revisions, whole: whole && blobs.length === read.length };
  }
}

/** The answers of `cat-file --batch`: a line with the size and so many bytes, or a line that says that there is nothing. */
function texts({ bytes }: Ran): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    if (end < 0) break;
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(bytes.toString('latin1', at, end))?.[1];
    found.push(size === undefined ? undefined : bytes.toString('utf8', end + 1, end + 1 + Number(size)));
    at = size === undefined ? end + 1 : end + 1 + Number(size) + 1;
  }
  return found;
}

interface Ran {
  readonly ok: boolean;
  /** True where there is no such program. */
  readonly missing: boolean;
  readonly bytes: Buffer;
  readonly out: string;
}

/** Never rejects. Of what a repository may have git run, nothing applies to reading objects: no pager, no hook, no fetch. */
function git(folder: string, args: readonly string[], input = ''): Promise<Ran> {
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
    maxBuffer: MOST_BYTES,
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
      done({ ok: !error, missing: error?.code === 'ENOENT', bytes, out: bytes.toString('utf8') });
    });
    child.stdin?.on('error', () => {}); // it may have ended before it has read all
    child.stdin?.end(input);
  });
}

/** Without what git tells a hook of its own repository: the one that the folder lies in is meant. */
function surroundings(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...rest } = process.env;
  return rest;
}
