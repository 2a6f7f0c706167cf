/** What a schema found wrong in a request, as a place and what to write there. The values that were sent are not repeated. */
import type { z } from '@hono/zod-openapi';
import type { FieldError } from './problems.ts';

type Issue = z.core.$ZodIssue;

/** At most so many wrong places are told: a list of a million wrong numbers is one mistake. */
const maxErrors = 20;

/** The wrong places of one part of a request. `prefix` is 'query', 'path', 'header' or '' for the body. */
export function sayIssues(
  issues: readonly Issue[],
  input: unknown,
  prefix: '' | 'query' | 'path' | 'header',
): readonly FieldError[] {
  return issues.flatMap((issue) => sayIssue(issue, input, prefix === '' ? [] : [prefix])).slice(0, maxErrors);
}

function sayIssue(issue: Issue, input: unknown, prefix: readonly string[]): readonly FieldError[] {
  const path = [...prefix, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, maxErrors).map((key) => ({
      path: path === '' ? shown(key) : `${path}.${shown(key)}`,
      message: 'is not known here; leave it out',
    }));
  const isMissing = valueAt(input, issue.path) === undefined;
  return [{ path, message: isMissing ? `is missing; ${whatToWrite(issue)}` : whatToWrite(issue) }];
}

/** A key that came from outside, short enough to be shown. */
const shown = (key: string): string => (key.length > 80 ? `${key.slice(0, 80)}…` : key);

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in brackets',
  object: 'an object in braces',
  record: 'an object in braces',
  null: 'null',
  date: 'a time as 2026-11-23T10:00:00.000Z',
};

const formatNames: Readonly<Record<string, string>> = {
  email: 'an e-mail address as name@example.org',
  url: 'an address as https://example.org/hook',
  datetime: 'a time as 2026-11-23T10:00:00.000Z',
  date: 'a day as 2026-11-23',
  ipv4: 'an IPv4 address as 192.0.2.25',
  ipv6: 'an IPv6 address as 2001:db8::25',
  base64: 'Base64 (RFC 4648 §4)',
  uuid: 'an id as it was answered before',
};

const unitOf = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' || origin === 'set' ? ' entries' : '';

function whatToWrite(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `write ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `write ${JSON.stringify(issue.values[0])}`
        : `write one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_big':
      return `write at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      return `write at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'not_multiple_of':
      return `write a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.format === 'regex' ? issue.message : `write ${formatNames[issue.format] ?? issue.format}`;
    case 'invalid_union':
      return `write what one of the forms of the documentation has${formsOf(issue.errors)}`;
    default:
      return issue.message;
  }
}

/** What the forms of a union would take, where it can be said in a few words. */
function formsOf(errors: readonly (readonly Issue[])[]): string {
  const forms = new Set(
    errors.flatMap((form) => form.filter(({ path }) => path.length === 0).map(whatToWrite)),
  );
  return forms.size === 0 || forms.size > 4 ? '' : `: ${[...forms].join(', or ')}`;
}
