import { describe, expect, test } from 'vitest';
import { renderVariants } from '../../cli/check/render-variants.ts';
import { styleFor } from '../../cli/style.ts';
import type { Consequence, MessageFinding } from '../../findings/message-check.ts';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf, languagesOf } from '../../main/services.ts';
import { type Variant, viewVariants } from './variants.ts';
import { variantsHtml } from './variants-html.ts';

const data = readDataFolder('data');
const english = catalogueOf(data, 'en');

const finding = (check: MessageFinding['check'], consequence: Consequence): MessageFinding => ({
  check,
  message: 'missing',
  subject: { kind: 'message', name: 'x' },
  outcome: 'fail',
  confidence: 1,
  data: {},
  fixes: [],
  receivers: [],
  consequence,
});
const date = finding('headers/date', 'refused');
const alt = finding('html/alt-text', 'information');
const variant = (name: string, ...findings: readonly MessageFinding[]): Variant => ({ name, findings });
const view = (...variants: readonly Variant[]) => {
  const made = viewVariants(variants, english);
  if (made === undefined) throw new Error('no view');
  return made;
};

describe('messages beside each other', () => {
  test('one message has nothing beside it', () => {
    expect(viewVariants([variant('a.eml', date)], english)).toBeUndefined();
  });

  test('the worst first, counts by consequence, what passed not counted', () => {
    const { rows, columns } = view(
      variant('a.eml', alt, { ...date, outcome: 'pass' }),
      variant('b.eml', date),
    );
    expect(columns).toHaveLength(5);
    expect(rows).toEqual([
      { name: 'b.eml', counts: [1, 0, 0, 0, 0] },
      { name: 'a.eml', counts: [0, 0, 0, 0, 1] },
    ]);
  });

  test('only what not all share is a difference; few messages are named, many counted', () => {
    const two = view(variant('a.eml', alt, date), variant('b.eml', alt));
    expect(two.differences.map(({ where }) => where)).toEqual(['only a.eml']);
    const six = view(...[1, 2, 3, 4].map((n) => variant(`${n}.eml`, date)), variant('5.eml'));
    expect(six.differences.map(({ where }) => where)).toEqual(['4 of 5']);
  });

  test('variants that have the same findings are said to', () => {
    const { same, differences } = view(variant('a.eml', alt), variant('b.eml', alt));
    expect(differences).toEqual([]);
    expect(same).not.toBe('');
  });

  test.each([
    ['folders are left out', ['x/a.eml', 'x/b.eml'], ['a.eml', 'b.eml']],
    ['unless names would be alike', ['x/a.eml', 'y/a.eml'], ['x/a.eml', 'y/a.eml']],
  ])('%s', (_, names, shown) => {
    expect(view(...names.map((name) => variant(name))).rows.map(({ name }) => name)).toEqual(shown);
  });

  test('of a large mbox the worst are listed, the rest counted', () => {
    const made = view(
      ...Array.from({ length: 1000 }, (_, n) => variant(`m${n}`, ...(n === 7 ? [date] : []))),
    );
    expect(made.rows).toHaveLength(20);
    expect(made.rows[0]?.name).toBe('m7');
    expect(made.more).toContain('980');
  });

  test('names are text, in the page and in the terminal', () => {
    const made = view(variant('<b>.eml', date), variant('\u001b[31m.eml'));
    expect(variantsHtml(made)).toContain('&lt;b&gt;.eml');
    expect(renderVariants(made, styleFor({}, {}, false))).not.toContain('\u001b');
  });

  test.each(languagesOf(data))('every word is there in %s', (language) => {
    const made = viewVariants([variant('a', date), variant('b')], catalogueOf(data, language));
    expect(JSON.stringify(made)).not.toMatch(/variants\.|consequence\./);
  });
});
