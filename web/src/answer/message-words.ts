/** The words of a checked message; where a document brings none, what its ids say. */
import type { CheckDocument, MessageFinding, MessageFindingWords, MessageWords } from '../documents/types.ts';

const marks = { pass: 'pass', fail: 'fail', unknown: 'unknown', 'not-applicable': 'note' } as const;

function plainWords(finding: MessageFinding): MessageFindingWords {
  const { check, message, outcome, place } = finding;
  return {
    check,
    message,
    mark: marks[outcome],
    consequence: finding.class,
    word: finding.class,
    label: check,
    detail: message,
    where: place === undefined ? '' : `${place.header ?? place.part} ${place.line}:${place.column}`.trim(),
    snippet: place?.snippet ?? '',
    reply: '',
    replyLabel: '',
    todo: '',
    also: [],
    rules: [],
    sources: [],
    isFixable: false,
    whyNotFixed: '',
    ...(place !== undefined && { place }),
  };
}

/** Written with `--json` before words were added, or by the command line. */
export function findingWords(document: CheckDocument): MessageWords {
  if (document.words !== undefined) return document.words;
  const of = (outcome: MessageFinding['outcome']) =>
    document.findings.filter((finding) => finding.outcome === outcome).map(plainWords);
  return {
    name: document.message.name,
    headline: document.message.subject,
    counts: '',
    failed: of('fail'),
    unknown: of('unknown'),
    passed: of('pass'),
  };
}

/** What a person knows it by: its Subject, else the name of its file; a Message-ID says nothing to anybody. */
export function nameOfMessage({ message: { heading, subject, name } }: CheckDocument): string {
  if (heading !== undefined) return heading;
  const isId = subject === '' || /^<[^<>\s]*>$/.test(subject);
  return isId && name !== '' ? name : subject;
}
