/**
 * Who else may do something in a data folder. Whoever can write there could put a key or a database of his own in, whoever can read
 * there sees what is kept, so the folder is for its owner alone. Where it surely is a data folder of ours the rights are taken away;
 * else the start is refused: a folder that somebody names by mistake must not be closed to others.
 */
import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../base/json.ts';
import { failed, ok, type Problem, type Result } from '../../base/result.ts';

/** Everything but the owner's rights. */
const OTHERS = 0o077;
const WRITING = 0o022;
/** A data folder holds a handful of files. */
const MAX_ENTRIES = 1000;

/** A path as a shell takes it. */
export function shellWord(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

export type FolderRights =
  | { readonly kind: 'closed' }
  /** Others may, and the rights can be taken from them. */
  | { readonly kind: 'open'; readonly mode: number }
  | { readonly kind: 'refused'; readonly problem: Problem };

const inWords = (mode: number): string => (mode & 0o7777).toString(8);

function refused(
  folder: string,
  mode: number,
  how: string,
  why: string,
  more: JsonObject = {},
): FolderRights {
  const can = (mode & WRITING) === 0 ? 'read' : 'write to';
  return {
    kind: 'refused',
    problem: {
      code: 'folder-open',
      message: `Others on this machine can ${can} the data folder ${folder} (mode ${inWords(mode)}), and ${why}`,
      data: {
        how,
        folder,
        word: shellWord(folder),
        mode: inWords(mode),
        can: can === 'read' ? 'read' : 'write',
        ...more,
      },
    },
  };
}

/** Looks, and changes nothing. The folder exists. */
export function rightsOf(folder: string): FolderRights {
  const { mode, uid, gid } = statSync(folder);
  // There the mode says nothing.
  const me = process.platform === 'win32' ? undefined : process.getuid?.();
  if (me === undefined || (mode & OTHERS) === 0) return { kind: 'closed' };
  // The administrator gave it to a group that we are in, as Kubernetes does (fsGroup).
  if (uid === 0 && me !== 0 && (mode & 0o007) === 0 && isMine(gid)) return { kind: 'closed' };
  const word = shellWord(folder);
  if (me !== 0 && uid !== me)
    return refused(
      folder,
      mode,
      'not-ours',
      `it belongs to user ${uid}. Run as root: chown ${me} ${word} && chmod 700 ${word}`,
      { owner: uid, me },
    );
  const names = readdirSync(folder).filter((name) => name !== 'lost+found');
  if (names.length > 0 && !names.includes('waypost.db'))
    return refused(
      folder,
      mode,
      'other-things',
      `it holds other things, so Waypost leaves its rights as they are. Name a folder of its own with --data, or run: chmod 700 ${word}`,
    );
  if ((mode & WRITING) === 0) return { kind: 'open', mode };
  const strange =
    names.length > MAX_ENTRIES
      ? names[0]
      : names.find((name) => isOfStranger(join(folder, name), [0, me, uid]));
  if (strange !== undefined)
    return refused(
      folder,
      mode,
      'strange-file',
      `${join(folder, strange)} may be of somebody else. See what lies there, take away what is not yours, then run: chmod 700 ${word}`,
      { file: join(folder, strange) },
    );
  return { kind: 'open', mode };
}

const isMine = (gid: number): boolean =>
  [process.getegid?.(), ...(process.getgroups?.() ?? [])].includes(gid);

function isOfStranger(path: string, mine: readonly number[]): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (!mine.includes(stat.uid) || stat.isSymbolicLink());
}

/** Takes the rights away where that is safe; answers whether it did. Problem 'folder-open' where it is not. */
export function closeFolder(folder: string): Result<{ readonly wasOpen: boolean }> {
  const rights = rightsOf(folder);
  if (rights.kind === 'refused') return { ok: false, problem: rights.problem };
  if (rights.kind === 'closed') return ok({ wasOpen: false });
  chmodSync(folder, rights.mode & 0o700);
  const left = statSync(folder).mode;
  if ((left & OTHERS) !== 0)
    return failed(
      'folder-open',
      `Others on this machine can reach the data folder ${folder} (mode ${inWords(left)}), and its disk keeps no rights. Put the folder on a local disk of Linux, or mount this one with umask=077.`,
      { how: 'no-rights', folder, mode: inWords(left) },
    );
  // Now that nobody else can put anything in: was something put in meanwhile?
  const names = (rights.mode & WRITING) === 0 ? [] : readdirSync(folder);
  const { uid } = statSync(folder);
  const strange = names.find((name) => isOfStranger(join(folder, name), [0, uid, process.getuid?.() ?? uid]));
  if (strange === undefined) return ok({ wasOpen: true });
  return failed(
    'folder-open',
    `Others on this machine could write to the data folder ${folder} until now, and ${join(folder, strange)} may be of somebody else. See what lies there, and take away what is not yours.`,
    { how: 'was-open', folder, mode: inWords(rights.mode), file: join(folder, strange) },
  );
}
