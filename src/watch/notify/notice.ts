/** A message about alerts, in one language, ready for mail and webhook. */
import type { Instant } from '../../base/clock.ts';
import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { Severity } from '../../findings/profile.ts';
import type { Alert } from '../../store/alerts/types.ts';

export interface NoticeEntry {
  readonly event: 'opened' | 'closed';
  readonly alert: Alert;
}

export interface Notice {
  /** Of the delivery; the same on every attempt. */
  readonly id: string;
  readonly event: 'opened' | 'closed' | 'bundle' | 'test';
  readonly at: Instant;
  /** One for 'opened' and 'closed', none for 'test'. */
  readonly entries: readonly NoticeEntry[];
  readonly target: { readonly name: string; readonly leastSeverity: Severity };
  /** Of the dashboard, without a final slash; '' where it is not known. */
  readonly origin: string;
}

/** A paragraph with its heading; `isCode`: lines to copy. */
export interface Block {
  readonly heading?: string;
  readonly lines: readonly string[];
  readonly isCode?: true;
  readonly url?: string;
}

export interface WrittenNotice {
  readonly subject: string;
  readonly blocks: readonly Block[];
}

const MAX_SUBJECT = 150;
const MAX_LINES = 20;
const MAX_LINE = 1000;
/** Watched names that a message names. */
const MAX_NAMES = 10;
/** Alerts of a bundle that are told one by one. */
const MAX_TOLD = 50;

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
const lines = (value: JsonValue | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [])
    .flatMap((one) => (typeof one === 'string' ? one.slice(0, MAX_LINE) : []))
    .slice(0, MAX_LINES);

/** The watched names that have it. */
function concernsOf({ finding: { concerns } }: Alert): readonly string[] {
  return (Array.isArray(concerns) ? concerns : []).flatMap((one) =>
    typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string' ? one.name : [],
  );
}

/** 'example.org, example.com and 38 more'; '' where the alert is about the only one itself. */
function namesOf(alert: Alert, texts: Catalogue): string {
  const all = concernsOf(alert);
  const shown = all.slice(0, MAX_NAMES);
  const more = alert.finding.concernsMore;
  const rest = all.length - shown.length + (typeof more === 'number' ? more : 0);
  if (all.length === 1 && all[0] === alert.about) return '';
  const names = shown.join(', ');
  return rest === 0 || names === '' ? names : texts.ui('audit.andMore', { names, count: rest });
}

/** Where the dashboard shows an alert; '' where its origin is not known. */
function alertUrl(origin: string, alertId: string): string {
  return origin === '' ? '' : `${origin}/alerts/${alertId}`;
}

/** '2026-11-26 15:31 UTC'. */
function shownTime(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

/** The message in words. Nothing in it is markup. */
export function writeNotice(notice: Notice, texts: Catalogue): WrittenNotice {
  const { event, entries, target, origin } = notice;
  const [first] = entries;
  const count = (wanted: NoticeEntry['event']): number =>
    entries.filter((entry) => entry.event === wanted).length;
  const opened = count('opened');
  const closed = count('closed');
  const { alert } = first ?? {};
  const subject = texts.ui(`notice.subject.${event}`, {
    severity: alert === undefined ? '' : texts.ui(`severity.${alert.severity}`),
    title: alert?.title ?? '',
    count: entries.length,
    target: target.name,
  });
  const lead = leadOf(notice, alert, texts, { opened, closed });
  const foot = texts.ui('notice.foot', {
    origin,
    target: target.name,
    least: texts.ui(`severity.${target.leastSeverity}`),
  });
  const middle =
    event === 'bundle'
      ? bundleBlocks(entries, origin, texts)
      : entries.flatMap((entry) => alertBlocks(entry, origin, texts));
  return {
    subject: oneLine(subject).slice(0, MAX_SUBJECT),
    blocks: [{ lines: [lead] }, ...middle, { lines: [foot] }].filter((block) => block.lines.length > 0),
  };
}

/** Control characters and line breaks have no place in a header. */
const oneLine = (value: string): string =>
  value
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();

function leadOf(
  { event, target }: Notice,
  alert: Alert | undefined,
  texts: Catalogue,
  counts: { readonly opened: number; readonly closed: number },
): string {
  const isOwn = alert?.key.startsWith('notifications|') === true;
  if (event === 'opened' && isOwn)
    return texts.ui('notice.lead.failing', {
      target: alert.about,
      since: shownTime(text(alert.finding.since) || alert.openedAt),
    });
  return texts.ui(`notice.lead.${event}`, { about: alert?.about ?? '', target: target.name, ...counts });
}

function bundleBlocks(entries: readonly NoticeEntry[], origin: string, texts: Catalogue): readonly Block[] {
  const told = entries.slice(0, MAX_TOLD).map(({ event, alert }) => {
    const weight = texts.ui(`severity.${alert.severity}`);
    const names = namesOf(alert, texts);
    const head = `${texts.ui(`notice.event.${event}`)} · ${weight} · ${alert.title}`;
    return names === '' ? head : `${head} (${names})`;
  });
  const rest = entries.length - told.length;
  const url = origin === '' ? '' : `${origin}/alerts`;
  return [
    { lines: rest === 0 ? told : [...told, texts.ui('notice.rest', { count: rest })] },
    ...(url === '' ? [] : [{ heading: texts.ui('notice.label.more'), lines: [url], url }]),
  ];
}

function alertBlocks({ alert }: NoticeEntry, origin: string, texts: Catalogue): readonly Block[] {
  const { finding } = alert;
  const labelled = (label: string, value: string): readonly Block[] =>
    value === '' ? [] : [{ heading: texts.ui(`notice.label.${label}`), lines: [value] }];
  const listed = (label: string, values: readonly string[], isCode: boolean): readonly Block[] =>
    values.length === 0
      ? []
      : [{ heading: texts.ui(`notice.label.${label}`), lines: values, ...(isCode && { isCode }) }];
  const url = alertUrl(origin, alert.id);
  return [
    ...labelled('found', alert.title),
    ...labelled('weight', texts.ui(`severity.${alert.severity}`)),
    ...labelled('about', alert.about),
    ...labelled('concerns', namesOf(alert, texts)),
    ...labelled('since', shownTime(alert.openedAt)),
    ...labelled('until', alert.closedAt === undefined ? '' : shownTime(alert.closedAt)),
    ...labelled('says', text(finding.reply)),
    ...labelled('todo', text(finding.todo)),
    ...labelled('turn', alert.turn),
    ...listed('also', lines(finding.also), false),
    ...listed('records', lines(finding.records), true),
    ...listed('commands', lines(finding.commands), true),
    ...listed('contacts', lines(finding.contacts), false),
    ...listed('lookups', lines(finding.lookups), true),
    ...(url === '' ? [] : [{ heading: texts.ui('notice.label.more'), lines: [url], url }]),
  ];
}

/** The body of a webhook: docs/webhooks.md. Many alerts come without their findings: a thousand of them would be too much for anybody. */
export function noticeJson(notice: Notice, written: WrittenNotice): JsonObject {
  const { id, event, at, entries, origin } = notice;
  return {
    schema: 'waypost/notification/1',
    id,
    event,
    at,
    summary: written.subject,
    alerts: entries.map(({ event: its, alert }) => {
      const url = alertUrl(origin, alert.id);
      return {
        event: its,
        id: alert.id,
        about: alert.about,
        concerns: concernsOf(alert).slice(0, event === 'bundle' ? MAX_NAMES : undefined),
        severity: alert.severity,
        state: alert.state,
        title: alert.title,
        turn: alert.turn,
        openedAt: alert.openedAt,
        ...(alert.closedAt !== undefined && { closedAt: alert.closedAt }),
        ...(alert.subjectId !== undefined && { subjectId: alert.subjectId }),
        ...(alert.reportId !== undefined && { reportId: alert.reportId }),
        ...(event !== 'bundle' && { finding: alert.finding }),
        ...(url !== '' && { url }),
      };
    }),
  };
}
