// Hides a git repository: which revision a name means, which files it has, and what a file has been before.
import { basename } from 'node:path';
import { blobs, git } from './git-process.js';

/** Of one file, newest first. */
export interface FileHistory {
  readonly revisions: readonly { readonly published: Date; readonly text: string }[];
  /** False where there is more than was read: a shallow clone, or a very long history. */
  readonly whole: boolean;
}

/** What a tree of a revision holds at a path. */
export interface TreeEntry {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  readonly object: string;
  /** Bytes; of a submodule 0. */
  readonly size: number;
}

/** A revision. Paths count from the top of the repository. */
export interface Git {
  /** The folder that was asked about: `` or one that ends in a slash. */
  readonly prefix: string;
  text(path: string): Promise<string | undefined>;
  /** Everything below a folder (`` or one that ends in a slash); undefined where that is more than can be read. */
  below(folder: string): Promise<readonly TreeEntry[] | undefined>;
  /** What entries hold, in their order; undefined where that is not in the repository, as in a partial clone. */
  read(entries: readonly TreeEntry[]): Promise<readonly (Buffer | undefined)[]>;
  /** All files of one name, by their paths. */
  named(name: string): Promise<ReadonlyMap<string, string>>;
  history(path: string): Promise<FileHistory>;
}

const MOST_REVISIONS = 500;

/**
 * A repository at a revision, or a sentence that says why there is none.
 * @param folder any folder inside the repository
 * @param ref a branch, a tag or a commit
 */
export async function gitAt(folder: string, ref: string): Promise<Git | string> {
  const commit = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const verified = await git(folder, commit);
  if (verified.missing) return 'git is not installed.';
  const inside = await git(folder, ['rev-parse', '--show-toplevel', '--show-prefix']);
  if (!inside.ok) return 'The family lies in no git repository that can be read.';
  if (!verified.ok)
    return `There is no revision ${JSON.stringify(ref)} in this repository; a shallow clone may have to fetch it first.`;
  const [top = folder, prefix = ''] = inside.out.split('\n');
  return new Revision(top, prefix, verified.out.trim());
}

class Revision implements Git {
  readonly prefix: string;
  readonly #top: string;
  readonly #commit: string;

  constructor(top: string, prefix: string, commit: string) {
    this.#top = top;
    this.prefix = prefix;
    this.#commit = commit;
  }

  async text(path: string): Promise<string | undefined> {
    const [bytes] = await blobs(this.#top, [`${this.#commit}:${path}`]);
    return bytes?.toString('utf8');
  }

  async below(folder: string): Promise<readonly TreeEntry[] | undefined> {
    // Without a trailing slash the tree itself is meant, which has no entry of its own below itself.
    const path = folder === '' ? [] : ['--', folder];
    const { ok, out } = await git(this.#top, ['ls-tree', '-r', '-z', '--long', this.#commit, ...path]);
    if (!ok) return undefined;
    return out.split('\0').flatMap((line): TreeEntry[] => {
      const [, mode, object = '', size, found = ''] =
        /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
      const kind = mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file';
      return mode === undefined ? [] : [{ path: found, kind, object, size: Number(size) || 0 }];
    });
  }

  read(entries: readonly TreeEntry[]): Promise<readonly (Buffer | undefined)[]> {
    return blobs(
      this.#top,
      entries.map(({ object }) => object),
    );
  }

  async named(name: string): Promise<ReadonlyMap<string, string>> {
    const { out } = await git(this.#top, ['ls-tree', '-r', '-z', '--name-only', this.#commit]);
    const paths = out.split('\0').filter((path) => basename(path) === name);
    const found = await blobs(
      this.#top,
      paths.map((path) => `${this.#commit}:${path}`),
    );
    return new Map(paths.map((path, index) => [path, found[index]?.toString('utf8') ?? '']));
  }

  async history(path: string): Promise<FileHistory> {
    const range = ['--max-count', String(MOST_REVISIONS + 1), this.#commit, '--', path];
    const log = await git(this.#top, ['log', '--no-show-signature', '--format=%H %ct', ...range]);
    const shallow = await git(this.#top, ['rev-parse', '--is-shallow-repository']);
    const commits = log.out
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' '));
    const asked = commits.slice(0, MOST_REVISIONS);
    const found = await blobs(
      this.#top,
      asked.map(([commit]) => `${commit}:${path}`),
    );
    const revisions = asked.flatMap(([, seconds], index) => {
      const text = found[index]?.toString('utf8');
      return text === undefined ? [] : [{ published: new Date(Number(seconds) * 1000), text }];
    });
    const isAll = commits.length <= MOST_REVISIONS && found.length === asked.length;
    return { revisions, whole: log.ok && shallow.out.trim() === 'false' && isAll };
  }
}
