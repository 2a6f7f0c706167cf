/** An audit in a line: what a list of reports shows. */
import { type AuditStanding, isFault, standingOf } from '../audit/open-questions.ts';
import type { AuditDocument, FoundDocument } from '../audit/say/document.ts';
import { turnOf } from '../audit/say/turn-of.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import type { Answer } from './types.ts';

type Judged = Pick<FoundDocument, 'subject' | 'findings'>;

const tagsOf = ({ findings }: Judged): readonly string[] =>
  findings.flatMap(({ check, outcome }) => (outcome === 'fail' ? [check] : []));

/** With the worst failure. */
function turnIn({ findings, subject }: Judged, texts: Catalogue): string {
  const worst = findings.find(isFault);
  if (worst !== undefined) return turnOf(worst, subject, texts);
  return texts.ui(standingOf({ findings, subject }) === 'unknown' ? 'turn.open' : 'turn.none');
}

export function auditSummary(document: AuditDocument, texts: Catalogue): Answer['summary'] {
  return {
    about: document.subject.name,
    headline: document.words.headline,
    standing: standingOf(document),
    tags: tagsOf(document),
    turn: turnIn(document, texts),
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
    turn: first === undefined ? '' : turnIn(first, texts),
  };
}
