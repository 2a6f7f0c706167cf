import { describe, expect, test } from 'vitest';
import type { ReportsRow, ReportsView } from '../../audit/say/reports-view.ts';
import { styleFor } from '../style.ts';
import { textWidth } from '../wrap.ts';
import { renderReports } from './render-reports.ts';

const row = (more: Partial<ReportsRow> = {}): ReportsRow => ({
  source: '192.0.2.1',
  messages: '1,000',
  spf: '100 %',
  dkim: '99 %',
  dmarc: '100 %',
  mark: 'pass',
  verdict: 'authorised',
  todo: 'nothing to do',
  ...more,
});
const view = (rows: readonly ReportsRow[], rest = ''): ReportsView => ({
  headline: 'Who sends as example.org',
  columns: ['source', 'messages', 'SPF', 'DKIM', 'DMARC', 'what it is: what to do'],
  rows,
  rest,
});
const render = (given: ReportsView, columns: number, colour = false) =>
  renderReports(given, styleFor({ columns }, {}, colour)).split('\n');

describe('the table', () => {
  test('columns stand under their heads', () => {
    const [, head = '', line = ''] = render(view([row()]), 100);
    expect(head.indexOf('what it is')).toBe(line.indexOf('authorised'));
    expect(head.indexOf('DMARC') + 5).toBe(line.indexOf('100 %', line.indexOf('99 %')) + 5);
  });

  test.each([40, 60, 80, 110])('no line is wider than %i columns', (columns) => {
    const long = row({
      source: `${'x'.repeat(80)}.example`,
      todo: 'let everything that it sends pass the signer, for mail of forms and scripts goes around it',
    });
    for (const line of render(view([row(), long], 'more sources: 3'), columns))
      expect(textWidth(line), line).toBeLessThanOrEqual(columns);
  });

  test('where it is narrow, what to do stands below', () => {
    const [, , first = '', second = ''] = render(view([row()]), 50);
    expect(first).toContain('1,000');
    expect(second.trim()).toBe('authorised: nothing to do');
  });

  test('control characters of a report never reach the terminal', () => {
    const text = render(view([row({ source: 'a\u001b[31mb', todo: 'x\u0007y' })]), 100).join('\n');
    expect(['\u001b', '\u0007'].filter((char) => text.includes(char))).toEqual([]);
  });

  test('the word stands with the colour', () => {
    expect(render(view([row()]), 100, true).join('\n')).toContain('\u001b[32mauthorised\u001b[0m');
  });

  test('what is not shown is counted', () => {
    expect(
      render(view([row()], 'more sources: 3'), 100)
        .at(-1)
        ?.trim(),
    ).toBe('more sources: 3');
  });
});
