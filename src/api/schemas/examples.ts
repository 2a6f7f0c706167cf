/** Values for the examples of the OpenAPI document; a test holds each against its schema. */
import type { AskKind } from '../../store/reports/types.ts';

export const idExample = '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10';

export const replyExample =
  '550-5.7.26 Your email has been blocked because the sender is unauthenticated. 550 5.7.26 gsmtp';

const summaries = {
  explain: {
    about: '550-5.7.26 Your email has been blocked because the sender is unauthenticated.',
    headline: 'Google refused the message: neither SPF nor DKIM passed for its sender.',
    standing: 'bad',
    tags: ['authentication'],
    turn: 'your turn: DNS of the sending domain',
  },
  audit: {
    about: 'example.org',
    headline: '2 faults, 1 of them gets mail refused.',
    standing: 'bad',
    tags: ['dmarc/record-missing', 'spf/lookup-limit'],
    turn: 'your turn: DNS of example.org',
  },
  check: {
    about: 'Hello',
    headline: 'Nothing that a receiver would refuse.',
    standing: 'good',
    tags: [],
    turn: '',
  },
} as const;

/** An answer as POST /explain gives it; the document is cut to its head. */
export function answerExample(kind: AskKind) {
  return { reportId: idExample, summary: summaries[kind], document: { schema: `waypost/${kind}/1` } };
}

export const reportExample = {
  id: idExample,
  kind: 'audit',
  at: '2026-11-23T10:00:00.000Z',
  askedBy: 'Ann',
  ...summaries.audit,
} as const;

export const jobExample = {
  id: idExample,
  kind: 'audit',
  state: 'running',
  about: 'example.org',
  askedBy: 'Ann',
  options: { lists: true },
  done: 12,
  total: 41,
  attempts: 1,
  createdAt: '2026-11-23T10:00:00.000Z',
  startedAt: '2026-11-23T10:00:01.000Z',
} as const;

export const shareExample = {
  id: idExample,
  reportId: idExample,
  createdAt: '2026-11-23T10:00:00.000Z',
  expiresAt: '2026-12-23T10:00:00.000Z',
  isRedacted: true,
  createdBy: 'Ann',
} as const;
