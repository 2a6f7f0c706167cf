/**
 * Names that mix scripts, or read as Latin and are not (UTS #39 §5.2): in links and in the addresses of From, Reply-To and the
 * DKIM signatures. Google asks for such names to be at least "highly restrictive" and for its own names to be imitated nowhere.
 */
import { domainToUnicode } from 'node:url';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { findDkimSignatures } from '../../../wire/dkim/index.ts';
import { isWhollyConfusable, restrictionLevel, scriptsOf } from '../../../wire/links/index.ts';
import { type MailView, type Place, placeInHeader, placeInRaw } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { domainOfAddress, mailboxesOf } from '../headers/fields.ts';
import { googleGuidelines, rspamdRules } from '../published-sources.ts';
import { placeOfLink, webLinks } from './link-findings.ts';

interface Named {
  /** Unicode. */
  readonly name: string;
  readonly place: () => Place;
  readonly isLink: boolean;
}

export const mixedScripts: MessageCheck = {
  id: 'links/mixed-scripts',
  sources: [
    { title: 'UTS #39 §5.2', url: 'https://www.unicode.org/reports/tr39/' },
    googleGuidelines,
    rspamdRules,
  ],
  run: (view) => {
    const seen = new Set<string>();
    const drafts: MessageDraft[] = [];
    let looked = 0;
    for (const { name, place, isLink } of namesOf(view)) {
      looked += 1;
      if (seen.has(name)) continue;
      seen.add(name);
      const fault = faultOf(name);
      if (fault === undefined) continue;
      const data = { name, scripts: scriptsOf(fault.label).join(', ') };
      const engineRules = isLink ? [rspamd('OMOGRAPH_URL', 5)] : [];
      drafts.push(
        draftMessage('fail', fault.message, 'policy', data, {
          place: place(),
          receivers: ['google'],
          engineRules,
        }),
      );
    }
    if (looked === 0) return [draftMessage('not-applicable', 'no-links', 'policy')];
    return drafts.length === 0
      ? [draftMessage('pass', 'in-order', 'policy', { count: looked })]
      : capped(drafts);
  },
};

function faultOf(name: string): { readonly message: string; readonly label: string } | undefined {
  const labels = name.split('.');
  for (const label of labels) {
    if (['moderately', 'minimally'].includes(restrictionLevel(label))) return { message: 'mixed', label };
    // Below a top level of its own script such a label is what it looks like.
    if (isWhollyConfusable(label) && /^[\x20-\x7e]*$/.test(labels.at(-1) ?? ''))
      return { message: 'imitates-latin', label };
  }
  return undefined;
}

function* namesOf(view: MailView): Generator<Named> {
  for (const link of webLinks(view))
    yield { name: link.target.shownHost, place: () => placeOfLink(view, link), isLink: true };
  for (const field of view.fields) {
    if (!['from', 'reply-to', 'sender'].includes(field.key)) continue;
    for (const { address } of mailboxesOf(field)) {
      const name = unicodeOf(domainOfAddress(address));
      if (name !== '') yield { name, place: () => placeInHeader(view, field), isLink: false };
    }
  }
  for (const { domain, range } of findDkimSignatures(view.raw))
    yield { name: unicodeOf(domain), place: () => placeInRaw(view, range), isLink: false };
}

const unicodeOf = (name: string): string => (name.includes('xn--') ? domainToUnicode(name) || name : name);
