/** Is the domain of From one that mail can come from: a full name of legal labels (RFC 5321 §2.3.5)? */
import { isFullName } from '../../../base/host-name.ts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { normaliseDomain, parseAddress } from '../../../wire/address/index.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { googleGuidelines, googleReplies, rfc } from '../published-sources.ts';
import { domainOfAddress, firstField, senderOf } from './fields.ts';

export const fromDomain: MessageCheck = {
  id: 'headers/from-domain',
  sources: [rfc('5321 §2.3.5'), rfc('1123 §2.1'), googleReplies, googleGuidelines],
  run: (view) => {
    const field = firstField(view, 'from');
    const address = senderOf(view)?.address ?? '';
    const domain = domainOfAddress(address);
    if (field === undefined || domain === '') return [draftMessage('not-applicable', 'no-domain', 'refused')];
    const message = faultOf(address, domain);
    if (message === undefined) return [draftMessage('pass', 'valid', 'refused', { domain })];
    const isRefused = message !== 'literal' && message !== 'local-use';
    return [
      draftMessage(
        'fail',
        message,
        isRefused ? 'refused' : 'policy',
        { domain },
        { place: placeInHeader(view, field), receivers: ['google'] },
      ),
    ];
  },
};

function faultOf(address: string, domain: string): string | undefined {
  const parsed = parseAddress(address);
  if (!parsed.ok)
    return /^(?:domain|literal)/.test(parsed.problem.code) ? 'syntax' : faultOfName(normaliseDomain(domain));
  return parsed.value.domainKind === 'name' ? faultOfName(normaliseDomain(domain)) : 'literal';
}

function faultOfName(name: string): string | undefined {
  if (!name.includes('.')) return 'one-label';
  if (name.includes('_')) return 'syntax';
  return isFullName(name) ? undefined : 'local-use';
}
