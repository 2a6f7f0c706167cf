/**
 * Selectors that a mail log tells of: the lines that signing programs write for each mail that they signed. Lines about
 * the verification of mail that came in are passed over: their selectors are other people's.
 *
 * OpenDKIM: 'DKIM-Signature field added (s=SELECTOR, d=DOMAIN)'; rspamd: 'DKIM_SIGNED(0.00){DOMAIN:s=SELECTOR;}'; amavis:
 * 'dkim_new=SELECTOR:DOMAIN', several with commas between them.
 */

/** By what a message was signed (RFC 6376 §3.1). */
export interface SigningSelector {
  /** Lower case. */
  readonly domain: string;
  readonly selector: string;
}

/** Signatures of one line; nobody signs a mail more often. */
const MAX_OF_LINE = 10;
/** What stands behind a mark is shorter. */
const MAX_ARGUMENTS = 1000;

const name = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/i;

/** Pairs of one line in its order; empty for nearly all lines. Linear in the line. */
export function signingSelectorsIn(line: string): readonly SigningSelector[] {
  return [
    ...pairs(argumentsAfter(line, 'DKIM-Signature field added (', ')'), openDkim),
    ...pairs(argumentsAfter(line, 'DKIM_SIGNED(', '}'), rspamd),
    ...pairs(argumentsAfter(line, 'dkim_new=', ' '), amavis),
  ];
}

type Pair = readonly [selector: string | undefined, domain: string | undefined];

function argumentsAfter(line: string, mark: string, end: string): string {
  const at = line.indexOf(mark);
  if (at === -1) return '';
  const rest = line.slice(at + mark.length, at + mark.length + MAX_ARGUMENTS);
  return rest.split(end, 1)[0] ?? '';
}

function pairs(text: string, read: (text: string) => readonly Pair[]): readonly SigningSelector[] {
  if (text === '') return [];
  return read(text)
    .slice(0, MAX_OF_LINE)
    .flatMap(([selector = '', domain = '']) =>
      name.test(selector) && name.test(domain) && domain.includes('.') && domain.length <= 253
        ? [{ domain: domain.toLowerCase(), selector }]
        : [],
    );
}

const openDkim = (text: string): readonly Pair[] => {
  const fields = text.split(',').map((field) => field.trim());
  const fieldOf = (key: string) => fields.find((field) => field.startsWith(key))?.slice(key.length);
  return [[fieldOf('s='), fieldOf('d=')]];
};

/** '0.00){example.org:s=s1;example.net:s=s2;' */
const rspamd = (text: string): readonly Pair[] =>
  text
    .slice(text.indexOf('{') + 1)
    .split(';')
    .map((option): Pair => {
      const [domain, selector] = option.split(':s=', 2);
      return [selector, domain];
    });

/** 's1:example.org,s2:example.org,' */
const amavis = (text: string): readonly Pair[] =>
  text.split(',').map((field): Pair => {
    const colon = field.indexOf(':');
    return [field.slice(0, Math.max(colon, 0)), field.slice(colon + 1)];
  });
