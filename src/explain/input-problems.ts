/**
 * Why sources could not be explained, gathered while they are read: a source that is read in pieces is told of once, and only
 * where none of its pieces gave anything; files with the same fault are counted together. Memory grows with the faults, not
 * with the files.
 */
import type { JsonObject } from '../base/json.ts';
import type { Problem } from '../base/result.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { softwareName } from '../wire/logs/index.ts';

/** Where something came from: words on the command line, standard input, a file, or a file of a folder that was named. */
export interface Source {
  readonly name: string;
  readonly kind: 'text' | 'stdin' | 'file';
  /** The folder as it was given. */
  readonly folder?: string;
}

/** What standard input is called as a source. */
export const STDIN_NAME = 'standard input';

/** A code of the catalogue ('problem.<code>', of a note 'read-note.<code>') and its arguments. */
export interface InputProblem {
  readonly code: string;
  readonly data?: JsonObject;
}

/** Files that are named; the rest is counted. */
const MAX_NAMES = 10;
/** Different faults that are told. */
const MAX_FAULTS = 100;

/** Faults of many files that are one line together. */
const countedTogether: ReadonlySet<string> = new Set([
  'empty',
  'binary',
  'outlook-msg',
  'pdf',
  'nothing-refused',
  'positive-replies',
  'lure',
  'queue-without-reasons',
  'html',
  'json',
  'no-reply-in-text',
  'cut',
]);

/** A note: how many lines of a log were read. */
export const LINES_READ = 'lines-read';

interface Fault {
  readonly problem: InputProblem;
  readonly source: Source;
  readonly names: string[];
  count: number;
}

/** What one source has given so far. */
interface Open {
  readonly source: Source;
  hasGiven: boolean;
  cutMessages: number;
  first: InputProblem | undefined;
  /** How many lines of a log were read, where there are others. */
  lines: InputProblem | undefined;
}

/** Collects what was wrong with the sources, and what is to be noted beside them. */
export class SourceProblems {
  readonly #faults = new Map<string, Fault>();
  readonly #notes: InputProblem[] = [];
  #open: Open | undefined;

  /** Something of this source could be explained. */
  explained(source: Source): void {
    this.#at(source).hasGiven = true;
  }

  /** A piece of this source could not. */
  add(source: Source, problem: InputProblem): void {
    const open = this.#at(source);
    if (problem.code === LINES_READ) {
      open.lines = problem;
      return;
    }
    if (problem.code === 'cut') open.cutMessages++;
    // What broke while it was read is told whatever came before.
    if (problem.code === 'unreadable') this.#tell(source, problem);
    else open.first ??= problem;
  }

  /** What is to be said of all that was read. */
  note(problem: InputProblem): void {
    this.#notes.push(problem);
  }

  /** One sentence or two for each fault, in the order they were met. */
  lines(texts: Catalogue): readonly string[] {
    return this.told(texts).map(({ message }) => message);
  }

  /** The faults with their codes and sentences. */
  told(texts: Catalogue): readonly Problem[] {
    this.#end();
    const faults = [...this.#faults.values()].map((fault) => told(fault.problem, sentence(fault, texts)));
    const notes = this.#notes.map((note) => told(note, texts.ui(`read-note.${note.code}`, note.data)));
    return [...faults, ...notes];
  }

  #at(source: Source): Open {
    if (this.#open?.source.name !== source.name) {
      this.#end();
      this.#open = { source, hasGiven: false, cutMessages: 0, first: undefined, lines: undefined };
    }
    return this.#open as Open;
  }

  #end(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    const { source, hasGiven, cutMessages, first, lines } = open;
    // Of a folder nobody asks for the lines of each file.
    if (hasGiven && lines !== undefined && source.folder === undefined) this.note(lines);
    if (cutMessages > 1 || (hasGiven && cutMessages > 0))
      this.#tell(source, {
        code: 'cut-among',
        data: cutMessages > 1 ? { messages: cutMessages } : {},
      });
    else if (!hasGiven && first !== undefined) this.#tell(source, first);
  }

  #tell(source: Source, problem: InputProblem): void {
    const isCounted = countedTogether.has(problem.code) && source.kind === 'file';
    const about = isCounted ? (source.folder ?? '') : source.name;
    const key = JSON.stringify([problem.code, problem.data, source.kind, isCounted, about]);
    const fault = this.#faults.get(key);
    if (fault === undefined) {
      if (this.#faults.size < MAX_FAULTS)
        this.#faults.set(key, { problem, source, names: [source.name], count: 1 });
      return;
    }
    fault.count++;
    if (fault.names.length < MAX_NAMES) fault.names.push(source.name);
  }
}

const told = ({ code, data }: InputProblem, message: string): Problem => ({
  code,
  message,
  ...(data !== undefined && { data }),
});

function sentence({ problem, source, names, count }: Fault, texts: Catalogue): string {
  const { folder, kind, name } = source;
  const more = count > names.length ? [texts.ui('problem.more', { count: count - names.length })] : [];
  const short = folder === undefined ? names : names.map((path) => withoutFolder(path, folder));
  const who: JsonObject =
    count === 1
      ? { name: kind === 'file' ? name : texts.ui(`source.${kind}`) }
      : { count, names: [...short, ...more].join(', '), ...(folder !== undefined && { folder }) };
  const format = problem.data?.format;
  const of = typeof format === 'string' ? { format: softwareName(format) } : {};
  return texts.ui(`problem.${problem.code}`, { ...problem.data, ...of, ...who });
}

function withoutFolder(path: string, folder: string): string {
  const lead = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(lead) ? path.slice(lead.length) : path;
}
