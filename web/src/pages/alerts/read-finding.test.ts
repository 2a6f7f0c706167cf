/** Whatever an alert holds can be shown. */
import { expect, test } from 'vitest';
import type { Alert } from '../../api/types.ts';
import { readFinding } from './read-finding.ts';

const alert = (finding: Alert['finding']): Alert => ({
  id: '1',
  key: 'k',
  about: 'example.org',
  severity: 'error',
  state: 'open',
  title: 'SPF of example.org: two records',
  finding,
  turn: '',
  openedAt: '2026-11-26T00:00:00.000Z',
  lastSeenAt: '2026-11-26T00:00:00.000Z',
  version: 1,
});

test('a finding of an audit, with others of its cause', () => {
  const read = readFinding(
    alert({
      check: 'spf/single-record',
      mark: 'fail',
      label: 'SPF of example.org',
      detail: 'two records',
      records: ['example.org. TXT "v=spf1 -all"', 7],
      sources: [{ title: 'RFC 7208 §3.2', url: 'https://www.rfc-editor.org/rfc/rfc7208' }, 'none'],
      also: ['SPF of 192.0.2.1: permerror'],
    }),
  );
  expect(read.also).toEqual(['SPF of 192.0.2.1: permerror']);
  expect(read.finding).toMatchObject({
    check: 'spf/single-record',
    label: 'SPF of example.org',
    severity: 'error',
    records: ['example.org. TXT "v=spf1 -all"'],
    sources: [{ title: 'RFC 7208 §3.2', url: 'https://www.rfc-editor.org/rfc/rfc7208' }],
  });
});

test('an alert without a finding is told by its title', () => {
  expect(readFinding(alert({})).finding).toMatchObject({
    label: 'SPF of example.org: two records',
    subject: 'example.org',
    mark: 'fail',
    records: [],
    lookups: [],
  });
});
