/** Is there a valid address in From (RFC 5322 §3.4.1)? Its domain has a check of its own. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { parseAddress } from '../../../wire/address/index.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { googleReplies, rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { firstField, mailboxesOf } from './fields.ts';

/** Faults of the domain, which `headers/from-domain` tells. */
const ofDomain = ['domain-syntax', 'domain-too-long', 'literal-syntax'];

export const fromAddress: MessageCheck = {
  id: 'headers/from-address',
  sources: [rfc('5322 §3.4.1'), googleReplies, rspamdRules, spamAssassinRules],
  run: (view) => {
    const field = firstField(view, 'from');
    if (field === undefined || field.value === '')
      return [draftMessage('not-applicable', 'no-from', 'refused')];
    const addresses = mailboxesOf(field).map(({ address }) => address);
    const faults = addresses.map(faultOf);
    if (faults.includes(undefined)) return [draftMessage('pass', 'valid', 'refused')];
    const address = addresses.find((text) => text !== '') ?? '';
    const code = faults.find((fault) => fault !== undefined && fault !== 'empty') ?? 'empty';
    return [
      draftMessage(
        'fail',
        code === 'empty' || code === 'no-at' ? 'no-address' : 'invalid',
        'refused',
        { address, code },
        {
          place: placeInHeader(view, field),
          receivers: ['google'],
          engineRules: [
            rspamd('FROM_INVALID', 2),
            ...(code === 'local-part-empty' ? [spamAssassin('FROM_NO_USER', 0.798)] : []),
          ],
        },
      ),
    ];
  },
};

/** The code of what is wrong before the '@'; undefined where nothing is. */
function faultOf(address: string): string | undefined {
  const parsed = parseAddress(address);
  if (parsed.ok || ofDomain.includes(parsed.problem.code)) return undefined;
  return parsed.problem.code;
}
