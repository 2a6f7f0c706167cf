/** A checked message in a line: what a list of reports shows. */
import type { Catalogue } from '../findings/catalogue.ts';
import type { CheckDocument } from '../preflight/say/document.ts';
import type { Standing } from '../store/reports/types.ts';
import type { Answer } from './types.ts';

/** What a receiver refuses, demands or scores, or what looks wrong, is bad; what is only worth knowing is not. */
function standingOf({ findings }: CheckDocument): Standing {
  if (findings.some((finding) => finding.outcome === 'fail' && finding.class !== 'information')) return 'bad';
  return findings.some(({ outcome }) => outcome !== 'unknown') ? 'good' : 'unknown';
}

const tagsOf = ({ findings }: CheckDocument): readonly string[] =>
  findings.flatMap(({ check, outcome }) => (outcome === 'fail' ? [check] : []));

const turnOf = (standing: Standing, texts: Catalogue): string =>
  texts.ui(standing === 'bad' ? 'turn.message' : 'turn.none');

/** Its Subject with who wrote it, else the file; the Message-ID where there is nothing else. */
function nameOf({ name, subject, isUnnamed, heading, fromDomain }: CheckDocument['message']): string {
  if (heading !== undefined) return [heading, fromDomain].filter((part) => part !== undefined).join(' · ');
  return isUnnamed === true && subject !== '' ? subject : name;
}

export function checkSummary(document: CheckDocument, texts: Catalogue): Answer['summary'] {
  const standing = standingOf(document);
  return {
    about: nameOf(document.message),
    headline: document.words.headline,
    standing,
    tags: tagsOf(document),
    turn: turnOf(standing, texts),
  };
}

export function checkListSummary(documents: readonly CheckDocument[], texts: Catalogue): Answer['summary'] {
  const bad = documents.filter((document) => standingOf(document) === 'bad').length;
  const standing: Standing = bad > 0 ? 'bad' : 'good';
  return {
    about: [...new Set(documents.map(({ message }) => nameOf(message)))].join(', '),
    headline: texts.ui(bad === 0 ? 'checks.headline.none' : 'checks.headline', {
      bad,
      count: documents.length,
    }),
    standing,
    tags: documents.flatMap(tagsOf),
    turn: turnOf(standing, texts),
  };
}
