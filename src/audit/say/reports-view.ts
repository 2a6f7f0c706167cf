/** Who sends as a domain, from its reports, as a table in words: what most needs doing first. */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { ReportedSource, ReportsFacts, SourceAction } from '../../findings/facts/reports.ts';
import type { Mark } from '../../findings/say/fix-lines.ts';

export interface ReportsRow {
  readonly source: string;
  /** As the language writes numbers. */
  readonly messages: string;
  /** Shares of the messages: '98 %'. */
  readonly spf: string;
  readonly dkim: string;
  readonly dmarc: string;
  readonly mark: Mark;
  readonly verdict: string;
  readonly todo: string;
}

export interface ReportsView {
  readonly headline: string;
  /** Heads of source, messages, SPF, DKIM, DMARC, verdict with what to do. */
  readonly columns: readonly [string, string, string, string, string, string];
  /** At most 15. */
  readonly rows: readonly ReportsRow[];
  /** What is not in the rows; '' where all is. */
  readonly rest: string;
}

const MAX_ROWS = 15;
/** Addresses or selectors named in what to do; the findings name all. */
const MAX_NAMED = 2;

const marks: Readonly<Record<ReportedSource['verdict'], Mark>> = {
  authorised: 'pass',
  service: 'pass',
  unlisted: 'fail',
  partly: 'fail',
  'broken-signature': 'fail',
  'unaligned-service': 'unknown',
  unclear: 'unknown',
  unauthorised: 'note',
  forwarder: 'note',
};

export function viewReports(facts: ReportsFacts, texts: Catalogue): ReportsView {
  const number = new Intl.NumberFormat(texts.language);
  const { domain, mail, mailPeriod, sources, rest } = facts;
  const { messages } = mail;
  const told = {
    domain,
    messages: number.format(messages),
    share: percent(mail.passed, messages),
    ...(mailPeriod !== undefined && {
      begin: mailPeriod.begin.slice(0, 10),
      end: mailPeriod.end.slice(0, 10),
    }),
  };
  const rows = sources.slice(0, MAX_ROWS);
  const left = sources.slice(MAX_ROWS);
  const leftMessages = left.reduce((sum, source) => sum + source.mail.messages, rest.messages);
  const count = number.format(left.length + rest.sources);
  return {
    headline: texts.ui(messages === 0 ? 'reports.headline.none' : 'reports.headline', told),
    columns: [
      texts.ui('reports.source'),
      texts.ui('reports.messages'),
      'SPF',
      'DKIM',
      'DMARC',
      texts.ui('reports.verdict'),
    ],
    rows: rows.map((source) => rowOf(source, texts, number)),
    rest:
      leftMessages === 0 ? '' : texts.ui('reports.rest', { count, messages: number.format(leftMessages) }),
  };
}

/** Rounded down, so that nothing short of all is told as 100. */
const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.floor((part / whole) * 100));

function rowOf(source: ReportedSource, texts: Catalogue, number: Intl.NumberFormat): ReportsRow {
  const { name, verdict, mail, actions } = source;
  const share = (part: number): string => `${percent(part, mail.messages)} %`;
  const [action] = actions;
  const nothing = verdict === 'unauthorised' ? 'reports.do.policy' : 'reports.do.nothing';
  return {
    source: name,
    messages: number.format(mail.messages),
    spf: share(mail.spfAligned),
    dkim: share(mail.dkimAligned),
    dmarc: share(mail.passed),
    mark: verdict === 'authorised' && action !== undefined ? 'unknown' : marks[verdict],
    verdict: texts.ui(`reports.is.${verdict}`),
    todo:
      action === undefined ? texts.ui(nothing) : texts.ui(`reports.do.${action.kind}`, argumentsOf(action)),
  };
}

function argumentsOf(action: SourceAction): JsonObject {
  if (action.kind === 'repair-dkim') return { selectors: few(action.selectors) };
  return action.kind === 'add-ips-to-spf' ? { ips: few(action.ips) } : {};
}

const few = (names: readonly string[]): string =>
  `${names.slice(0, MAX_NAMED).join(', ')}${names.length > MAX_NAMED ? ', …' : ''}`;
