/** RFC 8058 §4: a DKIM signature covers List-Unsubscribe and List-Unsubscribe-Post, else receivers do not offer the button. */
import { getDomain } from 'tldts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { findDkimSignatures } from '../../../wire/dkim/index.ts';
import { placeInRaw } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { firstField, senderDomain } from '../headers/fields.ts';
import { googleGuidelines, rfc } from '../published-sources.ts';

const wanted = ['list-unsubscribe', 'list-unsubscribe-post'];

export const signed: MessageCheck = {
  id: 'unsubscribe/signed',
  sources: [rfc('8058 §4'), rfc('8058 §3.1'), googleGuidelines],
  run: (view) => {
    if (
      firstField(view, 'list-unsubscribe-post') === undefined ||
      firstField(view, 'list-unsubscribe') === undefined
    )
      return [draftMessage('not-applicable', 'no-one-click', 'policy')];
    const signatures = findDkimSignatures(view.raw);
    const [first] = signatures;
    if (first === undefined) return [draftMessage('unknown', 'not-signed-yet', 'information')];
    const missing = (fields: readonly string[]): readonly string[] =>
      wanted.filter((name) => !fields.includes(name));
    const covering = signatures.filter(({ signedFields }) => missing(signedFields).length === 0);
    if (covering.length === 0) {
      const data = { domain: first.domain, missing: missing(first.signedFields).join(', ') };
      return [
        draftMessage('fail', 'not-covered', 'policy', data, {
          place: placeInRaw(view, first.range),
          receivers: ['google', 'yahoo'],
        }),
      ];
    }
    const from = getDomain(senderDomain(view));
    const aligned = covering.find(({ domain }) => from !== null && getDomain(domain) === from);
    const [covered] = covering;
    if (aligned === undefined && covered !== undefined) {
      const data = { domain: covered.domain, from: from ?? '' };
      return [
        draftMessage('fail', 'other-domain', 'information', data, { place: placeInRaw(view, covered.range) }),
      ];
    }
    return [draftMessage('pass', 'covered', 'policy', { domain: aligned?.domain ?? '' })];
  },
};
