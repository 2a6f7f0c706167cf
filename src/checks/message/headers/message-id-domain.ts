/** Does the right side of the Message-ID tell where the message comes from? */
import type { EngineRule, MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { rfc, rspamdRules } from '../published-sources.ts';
import { firstField, isSameOrganisation, senderDomain } from './fields.ts';

export const messageIdDomain: MessageCheck = {
  id: 'headers/message-id-domain',
  sources: [rfc('5322 §3.6.4'), rspamdRules],
  run: (view) => {
    const field = firstField(view, 'message-id');
    const domain = rightSideOf(field?.rawValue ?? '');
    if (field === undefined || domain === '')
      return [draftMessage('not-applicable', 'no-message-id', 'score')];
    const { message, rule } = judge(domain, senderDomain(view));
    if (message === 'own') return [draftMessage('pass', message, 'score', { domain })];
    return [
      draftMessage(
        'fail',
        message,
        rule === undefined ? 'information' : 'score',
        { domain, sender: senderDomain(view) },
        { place: placeInHeader(view, field), ...(rule !== undefined && { engineRules: [rule] }) },
      ),
    ];
  },
};

function rightSideOf(value: string): string {
  const text = value.trim().replace(/>$/, '');
  const at = text.lastIndexOf('@');
  return at < 0 || text.length > 1_000 ? '' : text.slice(at + 1).toLowerCase();
}

function judge(domain: string, sender: string): { readonly message: string; readonly rule?: EngineRule } {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(domain)) return { message: 'bare-ip', rule: rspamd('MID_BARE_IP', 2) };
  if (domain.startsWith('[')) return { message: 'ip-literal', rule: rspamd('MID_RHS_IP_LITERAL', 0.5) };
  if (!domain.includes('.')) return { message: 'not-full', rule: rspamd('MID_RHS_NOT_FQDN', 0.5) };
  if (domain.startsWith('www.')) return { message: 'web-host', rule: rspamd('MID_RHS_WWW', 0.5) };
  return { message: sender === '' || isSameOrganisation(domain, sender) ? 'own' : 'other' };
}
