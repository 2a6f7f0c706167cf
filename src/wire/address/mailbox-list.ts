/** The addresses of a From, To, Cc, … field (RFC 5322 §3.4, obsolete forms of §4.4), read as tolerantly as mail needs. */
import { decodeEncodedWords } from '../message/index.ts';

export interface Mailbox {
  /** Display name or, in the old form 'a@b (name)', the comment; '' where there is none. */
  readonly name: string;
  /** 'local@domain' as written, source route and comments taken off; '' for '<>' and for a name without address. */
  readonly address: string;
  /** Name of the group it stands in. */
  readonly group?: string;
}

const MAX_LENGTH = 262_144;

/**
 * Reads up to `max` mailboxes of a field value. Encoded words in names are decoded, after the list is split, so that a
 * comma inside one does no harm: give the raw value. Linear; reads the first 256 kB.
 */
export function parseMailboxList(headerValue: string, max = 1_000): readonly Mailbox[] {
  const reader = new ListReader(headerValue.slice(0, MAX_LENGTH), max);
  return reader.read();
}

class ListReader {
  readonly #text: string;
  readonly #max: number;
  readonly #found: Mailbox[] = [];
  #position = 0;
  /** What stands before the angle brackets: quotes taken off, and as written. */
  #phrase: string[] = [];
  #written: string[] = [];
  #comments: string[] = [];
  #angle: string | undefined;
  #group: string | undefined;
  /** An '@' stands outside quotes and brackets. */
  #hasAt = false;
  #isLastQuoteOpen = false;

  constructor(text: string, max: number) {
    this.#text = text;
    this.#max = max;
  }

  read(): readonly Mailbox[] {
    while (this.#position < this.#text.length && this.#found.length < this.#max) this.#step();
    this.#flush();
    return this.#found;
  }

  #step(): void {
    const char = this.#text.charAt(this.#position);
    if (char === '"') this.#readQuoted();
    else if (char === '(') this.#readComment();
    else if (char === '<') this.#readAngle();
    else {
      this.#position++;
      if (char === ',') this.#flush();
      else if (char === ';') this.#closeGroup();
      else if (char === ':' && this.#angle === undefined && !this.#hasAt) this.#openGroup();
      else this.#take(char);
    }
  }

  #take(char: string): void {
    this.#phrase.push(char);
    this.#written.push(char);
    this.#hasAt ||= char === '@';
  }

  /** An unclosed quote counts as if it were not there. */
  #readQuoted(): void {
    const start = this.#position++;
    if (this.#isLastQuoteOpen) return;
    const phrase: string[] = [];
    while (this.#position < this.#text.length) {
      const char = this.#text.charAt(this.#position++);
      if (char === '"') {
        this.#phrase.push(phrase.join(''));
        this.#written.push(this.#text.slice(start, this.#position));
        return;
      }
      phrase.push(char === '\\' ? this.#text.charAt(this.#position++) : char);
    }
    this.#isLastQuoteOpen = true;
    this.#position = start + 1;
  }

  #readComment(): void {
    let depth = 0;
    const comment: string[] = [];
    while (this.#position < this.#text.length) {
      const char = this.#text.charAt(this.#position++);
      if (char === ')' && --depth === 0) break;
      if (char === '\\') comment.push(this.#text.charAt(this.#position++));
      else if (char !== '(' || ++depth > 1) comment.push(char);
    }
    this.#comments.push(comment.join(''));
    this.#phrase.push(' ');
  }

  #readAngle(): void {
    let isQuoted = false;
    const start = ++this.#position;
    while (this.#position < this.#text.length) {
      const char = this.#text.charAt(this.#position);
      if (char === '\\' && isQuoted) this.#position++;
      else if (char === '"') isQuoted = !isQuoted;
      else if (char === '>' && !isQuoted) break;
      this.#position++;
    }
    this.#angle ??= withoutRoute(this.#text.slice(start, this.#position).trim());
    this.#position++;
  }

  #openGroup(): void {
    this.#group = decodeEncodedWords(this.#phrase.join('')).trim();
    this.#clear();
  }

  #closeGroup(): void {
    this.#flush();
    this.#group = undefined;
  }

  #flush(): void {
    const written = this.#written.join('').trim();
    const phrase = tidy(this.#phrase.join(''));
    const comment = tidy(this.#comments.join(' '));
    const angle = this.#angle;
    const hasAt = this.#hasAt;
    this.#clear();
    if (this.#found.length >= this.#max || (angle === undefined && written === '')) return;
    const group = this.#group === undefined ? {} : { group: this.#group };
    if (angle !== undefined)
      this.#found.push({ name: phrase === '' ? comment : phrase, address: angle, ...group });
    else if (hasAt) {
      const address = written.includes('"') ? written : written.replaceAll(/\s/g, '');
      this.#found.push({ name: comment, address, ...group });
    } else if (phrase.includes('@')) this.#found.push({ name: comment, address: phrase, ...group });
    else this.#found.push({ name: phrase, address: '', ...group });
  }

  #clear(): void {
    this.#phrase = [];
    this.#written = [];
    this.#comments = [];
    this.#angle = undefined;
    this.#hasAt = false;
  }
}

/** RFC 5321 §4.1.2 A-d-l: '@one,@two:local@domain' is the address after the colon. */
function withoutRoute(path: string): string {
  const colon = path.startsWith('@') ? path.indexOf(':') : -1;
  return colon < 0 ? path : path.slice(colon + 1).trim();
}

function tidy(text: string): string {
  return decodeEncodedWords(text.split(/[ \t\r\n]+/).join(' ')).trim();
}
