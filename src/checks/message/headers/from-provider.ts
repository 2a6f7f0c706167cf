/**
 * Is mail to many sent in the name of a mailbox provider's domain? Its DKIM keys and SPF are the provider's: DMARC can
 * not pass from any other server.
 */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { findDkimSignatures } from '../../../wire/dkim/index.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { spamAssassin } from '../engine-rules.ts';
import { googleGuidelines, rfc, spamAssassinRules } from '../published-sources.ts';
import { firstField, isSameOrganisation, senderDomain } from './fields.ts';
import { isMailboxProvider } from './mailbox-providers.ts';

export const fromProvider: MessageCheck = {
  id: 'headers/from-provider',
  sources: [googleGuidelines, rfc('7489 §6.6.2'), spamAssassinRules],
  run: (view, { profile }) => {
    const field = firstField(view, 'from');
    const domain = senderDomain(view);
    if (field === undefined || domain === '') return [draftMessage('not-applicable', 'no-domain', 'policy')];
    if (!isMailboxProvider(domain)) return [draftMessage('pass', 'own-domain', 'policy', { domain })];
    const provider = domain === 'gmail.com' || domain === 'googlemail.com' ? 'gmail' : 'provider';
    const signers = findDkimSignatures(view.raw).map((signature) => signature.domain.toLowerCase());
    // Only the provider has the key to its domain.
    if (signers.some((signer) => isSameOrganisation(signer, domain)))
      return [draftMessage('pass', 'signed-by-provider', 'policy', { domain })];
    // Signed by others, the message leaves by others; not signed, nobody knows yet.
    const isKnown = signers.length > 0;
    return [
      draftMessage(
        'fail',
        isKnown ? provider : `${provider}-if`,
        profile === 'personal' ? 'information' : 'policy',
        { domain },
        {
          place: placeInHeader(view, field),
          receivers: ['google'],
          engineRules: [spamAssassin('FREEMAIL_FROM', 0.001)],
          confidence: isKnown ? 1 : 0.7,
        },
      ),
    ];
  },
};
