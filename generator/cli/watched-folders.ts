// Hides how changes of files are noticed: by watching their folders, since editors replace files and what is missing cannot be watched.
import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Now and then it is looked whether the folders are still the same ones: a checkout replaces them. */
const LOOK_AGAIN = 1000;

export class WatchedFolders {
  readonly #watchers = new Map<string, { readonly watcher: FSWatcher; readonly inode: number }>();
  readonly #onChange: () => void;
  readonly #timer: NodeJS.Timeout;
  #wanted = new Map<string, ReadonlySet<string> | 'all'>();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.#timer = setInterval(() => {
      if (this.#arm()) this.#onChange();
    }, LOOK_AGAIN);
  }

  /**
   * @param files absolute; they need not exist
   * @param trees folders in which anything counts, at any depth down to the one that specs are looked for in
   */
  follow(files: Iterable<string>, trees: readonly string[]): void {
    const names = new Map<string, Set<string>>();
    for (const file of files) {
      const folder = dirname(file);
      names.set(folder, (names.get(folder) ?? new Set()).add(basename(file)));
    }
    const wanted = new Map<string, ReadonlySet<string> | 'all'>();
    for (const [folder, own] of names) {
      const there = nearest(folder);
      // Where the folder itself is missing, whatever comes next to it may be it.
      wanted.set(there, there === folder ? own : 'all');
    }
    for (const tree of trees.flatMap((each) => foldersBelow(nearest(each), 4))) wanted.set(tree, 'all');
    this.#wanted = wanted;
    this.#arm();
  }

  close(): void {
    clearInterval(this.#timer);
    for (const { watcher } of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  /** True where a folder is another one than it was. */
  #arm(): boolean {
    let isOther = false;
    for (const [folder, { watcher, inode }] of this.#watchers) {
      if (this.#wanted.has(folder) && inodeOf(folder) === inode) continue;
      isOther ||= this.#wanted.has(folder);
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of this.#wanted.keys()) {
      const inode = inodeOf(folder);
      if (inode === undefined || this.#watchers.has(folder)) continue;
      const watcher = watch(folder, (_, name) => {
        const names = this.#wanted.get(folder);
        if (name === null || names === 'all' || names?.has(name) === true) this.#onChange();
      });
      watcher.on('error', () => undefined); // a folder that is removed; it is looked for again
      this.#watchers.set(folder, { watcher, inode });
    }
    return isOther;
  }
}

function inodeOf(folder: string): number | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.ino;
}

function nearest(folder: string): string {
  const parent = dirname(folder);
  return folder === parent || statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? folder
    : nearest(parent);
}

function foldersBelow(folder: string, depth: number): string[] {
  const inner = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) =>
      entry.isDirectory() && depth > 0 && entry.name !== 'node_modules' && !entry.name.startsWith('.'),
  );
  return [folder, ...inner.flatMap((entry) => foldersBelow(join(folder, entry.name), depth - 1))];
}
