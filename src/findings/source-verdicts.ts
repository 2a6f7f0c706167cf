/** What verdicts about the sources of a domain's mail mean: whose mail it is, and what needs doing first. */
import type { ReportedSource, SourceVerdict } from './facts/reports.ts';

const own: ReadonlySet<SourceVerdict> = new Set([
  'authorised',
  'service',
  'unlisted',
  'partly',
  'broken-signature',
]);

/** The domain's own mail, whether it passes or not. */
export function isOwnVerdict(verdict: SourceVerdict): boolean {
  return own.has(verdict);
}

/** Own mail that fails, then what may be one's own, then what is well, then what is nobody's to mend. */
const ranks: Readonly<Record<SourceVerdict, number>> = {
  'broken-signature': 0,
  partly: 0,
  unlisted: 1,
  'unaligned-service': 2,
  unclear: 3,
  authorised: 4,
  service: 4,
  unauthorised: 5,
  forwarder: 5,
};

type Ranked = Pick<ReportedSource, 'verdict' | 'mail' | 'actions' | 'name'>;

const rankOf = ({ verdict, actions }: Ranked): number =>
  verdict === 'authorised' && actions.length > 0 ? 2 : ranks[verdict];

/** Orders by what most needs doing, then by mail that fails, then by mail. */
export function compareSources(a: Ranked, b: Ranked): number {
  const failing = ({ mail }: Ranked): number => mail.messages - mail.passed;
  return (
    rankOf(a) - rankOf(b) ||
    failing(b) - failing(a) ||
    b.mail.messages - a.mail.messages ||
    (a.name < b.name ? -1 : 1)
  );
}
