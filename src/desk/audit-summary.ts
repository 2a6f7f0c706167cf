/** An audit in a line: what a list of reports shows. */
import { type AuditStanding, isFault, standingOf } from '../audit/open-questions.ts';
import type { AuditDocument, FoundDocument } from '../audit/say/document.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import type { Fix } from '../findings/fix.ts';
import type { Answer } from './types.ts';

/** Whom a fix names where only the address is known (checks/dns/ptr-fix.ts). */
const IP_OWNER = 'ip-owner';

type Judged = Pick<FoundDocument, 'subject' | 'findings'>;

const tagsOf = ({ findings }: Judged): readonly string[] =>
  findings.flatMap(({ check, outcome }) => (outcome === 'fail' ? [check] : []));

/** By what mends the worst failure. */
function turnOf({ findings, subject }: Judged, texts: Catalogue): string {
  const standing = standingOf({ findings, subject });
  const worst = findings.find(isFault);
  if (worst === undefined) return texts.ui(standing === 'unknown' ? 'turn.open' : 'turn.none');
  const of = <Kind extends Fix['kind']>(kind: Kind) =>
    worst.fixes.find((fix): fix is Extract<Fix, { kind: Kind }> => fix.kind === kind);
  // What points to the change plan is mended by records.
  const isPlanned = of('command')?.line.startsWith('waypost audit ') === true;
  if (of('dns') !== undefined || isPlanned) return texts.ui('turn.dns', { subject: subject.name });
  if (of('setting') !== undefined || of('command') !== undefined)
    return texts.ui('turn.setting', { subject: worst.subject.name });
  const contact = of('contact');
  return contact === undefined
    ? texts.ui('turn.own', { subject: worst.subject.name })
    : texts.ui('turn.contact', { who: contact.who === IP_OWNER ? texts.ui('turn.ip-owner') : contact.who });
}

export function auditSummary(document: AuditDocument, texts: Catalogue): Answer['summary'] {
  return {
    about: document.subject.name,
    headline: document.words.headline,
    standing: standingOf(document),
    tags: tagsOf(document),
    turn: turnOf(document, texts),
  };
}

/** Of several: the worst first tells whose turn it is. */
export function auditListSummary(audits: readonly Judged[], texts: Catalogue): Answer['summary'] {
  const standings = audits.map(standingOf);
  const of = (standing: AuditStanding) => audits.filter((_, place) => standings[place] === standing);
  const bad = of('bad');
  const unknown = of('unknown');
  const [first = audits[0]] = [...bad, ...unknown];
  const key = bad.length === 0 ? 'audits.headline.none' : 'audits.headline';
  return {
    about: audits.map(({ subject }) => subject.name).join(', '),
    headline: texts.ui(key, {
      bad: bad.length,
      count: audits.length,
      ...(unknown.length > 0 && { unknown: unknown.length }),
    }),
    standing: bad.length > 0 ? 'bad' : unknown.length > 0 ? 'unknown' : 'good',
    tags: audits.flatMap(tagsOf),
    turn: first === undefined ? '' : turnOf(first, texts),
  };
}
