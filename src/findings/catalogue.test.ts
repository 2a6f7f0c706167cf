import { describe, expect, test } from 'vitest';
import {
  createCatalogue,
  fill,
  fillAll,
  fillCommands,
  fillFirst,
  firstOf,
  placeholdersOf,
} from './catalogue.ts';

describe('fill', () => {
  test.each([
    ['a text without placeholders', 'plain', {}, 'plain'],
    ['names from the data', '{a} of {b}', { a: 'one', b: 2 }, 'one of 2'],
    ['a list as words', 'MX {hosts}', { hosts: ['a.example', 'b.example'] }, 'MX a.example, b.example'],
    ['a false and a zero are known', '{a} {b}', { a: false, b: 0 }, 'false 0'],
    ['nothing where a name is not known', '{a} of {b}', { a: 'one' }, undefined],
    ['nothing where an argument is null', '{a}', { a: null }, undefined],
    ['nothing where an argument is empty', 'SPF of {a}', { a: '' }, undefined],
    ['braces that hold no name stay', 'a {1} {} b', {}, 'a {1} {} b'],
    ['one of a thing', '{n} {n|line|lines}', { n: 1 }, '1 line'],
    ['several of a thing', '{n} {n|line|lines}', { n: 3 }, '3 lines'],
    ['none of a thing', '{n} {n|line|lines}', { n: 0 }, '0 lines'],
    ['a number that is not known', '{n|line|lines}', {}, undefined],
    ['days in the unit that people use', '{n:ago}, {n:long:de}', { n: 3072 }, '8 years ago, 8 Jahre'],
    ['an IPv4-mapped address', 'add {ip:spf}.', { ip: '::ffff:192.0.2.1' }, 'add ip4:192.0.2.1.'],
    ['an IPv4 address as SPF names it', 'add {ip:spf}.', { ip: '192.0.2.1' }, 'add ip4:192.0.2.1.'],
    ['an IPv6 address as SPF names it', 'add {ip:spf}.', { ip: '2001:db8::1' }, 'add ip6:2001:db8::1.'],
    ['days that are not known', '{n:ago}', {}, undefined],
    ['a condition says nothing', '{?a}yes', { a: true }, 'yes'],
    ['a condition that is not known', '{?a}yes', {}, undefined],
    ['arguments are not filled again', '{a}', { a: '{b}', b: 'x' }, '{b}'],
  ])('%s', (_, template, data, expected) => {
    expect(fill(template, data)).toBe(expected);
  });

  test('placeholdersOf names each of them', () => {
    expect(placeholdersOf('{sender} at {senderDomain}, {1}')).toEqual(['sender', 'senderDomain']);
    expect(placeholdersOf('{n|line|lines} {days:ago} {?page}')).toEqual(['n', 'days', 'page']);
  });
});

describe('lists of templates', () => {
  const templates = ['{a} and {b}', '{a}', 'none'];

  test.each([
    [{ a: '1', b: '2' }, '1 and 2'],
    [{ a: '1' }, '1'],
    [{ b: '2' }, 'none'],
  ])('the first that can be filled whole is taken: %j', (data, expected) => {
    expect(fillFirst(templates, data)).toBe(expected);
  });

  test('nothing where none can be filled', () => {
    expect(fillFirst(['{a}'], {})).toBe('');
    expect(fillFirst([], {})).toBe('');
  });

  test('fillAll gives every one that can be filled', () => {
    expect(fillAll(templates, { a: '1' })).toEqual(['1', 'none']);
  });
});

describe('commands', () => {
  test.each([
    ['a domain', 'example.org', true],
    ['an address', 'user+tag@mail.example.org', true],
    ['an IPv6 address', '2001:db8::7', true],
    ['a substitution', '$(reboot)@example.org', false],
    ['a quotation mark', "o'neil@example.org", false],
    ['a second command', 'example.org;reboot', false],
    ['an option', '-oX', false],
    ['a line break', 'example.org\nreboot', false],
    ['a blank', 'example.org other', false],
  ])('%s from a stranger’s mail is pasted into a shell: %s', (_, value, isShown) => {
    expect(fillCommands(['dig MX {x}', 'postqueue -p'], { x: value })).toEqual(
      isShown ? [`dig MX ${value}`, 'postqueue -p'] : ['postqueue -p'],
    );
  });
});

const holding = (table: Readonly<Record<string, unknown>>) => firstOf([() => table]);

test('firstOf makes a table only when those before it have not the key', () => {
  const made: string[] = [];
  const make = (name: string, table: Readonly<Record<string, unknown>>) => () => {
    made.push(name);
    return table;
  };
  const source = firstOf([make('one', { a: 1 }), make('two', { a: 2, b: 3 })]);
  expect(source('a')).toBe(1);
  expect(made).toEqual(['one']);
  expect(source('b')).toBe(3);
  expect(source('toString')).toBeUndefined();
});

describe('createCatalogue', () => {
  const english = createCatalogue('en', {
    categories: holding({ 'dns.ptr': { title: 'No PTR', because: 'none', avoid: ['x'] } }),
    fixes: holding({ 'ptr/set': { title: 'Set it', text: ['a', 'b'], command: ['dig'] } }),
    findings: holding({ 'dns/ptr-exists': { label: 'PTR of {ip}', messages: { 'no-ptr': 'none' } } }),
    ui: holding({ sure: '{share} sure', only: 'English', old: 'since {days:long}' }),
  });
  const german = createCatalogue(
    'de',
    {
      categories: holding({}),
      fixes: holding({}),
      findings: holding({}),
      ui: holding({ sure: 'zu {share} sicher', past: 'vorbei {days:ago}' }),
    },
    english,
  );

  test('one text and a list of texts read alike', () => {
    expect(english.category('dns.ptr').because).toEqual(['none']);
    expect(english.fix('ptr/set').text).toEqual(['a', 'b']);
    expect(english.finding('dns/ptr-exists').messages['no-ptr']).toEqual(['none']);
  });

  test('a language takes from English what it lacks', () => {
    expect(german.category('dns.ptr').title).toBe('No PTR');
    expect(german.fix('ptr/set').title).toEqual(['Set it']);
    expect(german.finding('dns/ptr-exists').label).toEqual(['PTR of {ip}']);
    expect(german.ui('sure', { share: '97 %' })).toBe('zu 97 % sicher');
    expect(german.ui('only')).toBe('English');
  });

  test('days are said in the language of the text', () => {
    expect(english.ui('old', { days: 100 })).toBe('since 3 months');
    expect(german.ui('past', { days: 100 })).toBe('vorbei vor 3 Monaten');
    expect(german.ui('old', { days: 100 })).toBe('since 3 months');
  });

  test('what nobody wrote is empty, and a missing word of the program shows its key', () => {
    expect(english.category('auth.spf')).toMatchObject({ title: '', because: [], fine: [] });
    expect(english.fix('none')).toEqual({ title: [], text: [], command: [] });
    expect(english.finding('none')).toMatchObject({ label: [], messages: {} });
    expect(english.ui('nowhere')).toBe('nowhere');
  });

  test('whether there is a text is told apart from one that cannot be filled', () => {
    expect(german.find('sure', { share: '97 %' })).toBe('zu 97 % sicher');
    expect(german.find('sure')).toBe('');
    expect(german.find('only')).toBe('English');
    expect(german.find('nowhere')).toBeUndefined();
  });
});
