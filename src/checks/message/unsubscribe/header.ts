/** List-Unsubscribe: there for mail to many, and written as RFC 2369 §2 wants it. */
import type { Fix } from '../../../findings/fix.ts';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { draftMessage } from '../draft-message.ts';
import { fieldsOf } from '../headers/fields.ts';
import { replaceValue } from '../message-edits.ts';
import { googleGuidelines, googleOneClick, rfc, yahooSenders } from '../published-sources.ts';
import { isBareUri, type ListHeader, parseListHeader } from './list-header.ts';

export const header: MessageCheck = {
  id: 'unsubscribe/header',
  sources: [rfc('2369 §2'), rfc('2369 §3.2'), googleGuidelines, googleOneClick, yahooSenders],
  run: (view, { profile }) => {
    const [field, second] = fieldsOf(view, 'list-unsubscribe');
    if (field === undefined) {
      return profile === 'bulk'
        ? [draftMessage('fail', 'missing', 'policy', {}, { receivers: ['google', 'yahoo'] })]
        : [draftMessage('not-applicable', 'not-bulk', 'policy')];
    }
    if (second !== undefined) return [said(view, second, 'twice', {})];
    return [judge(view, field, parseListHeader(field))];
  },
};

function said(
  view: MailView,
  field: HeaderField,
  message: string,
  data: Record<string, string>,
  fixes: readonly Fix[] = [],
): MessageDraft {
  const receivers = ['google', 'yahoo'];
  return draftMessage('fail', message, 'policy', data, {
    place: placeInHeader(view, field),
    receivers,
    fixes,
  });
}

function judge(view: MailView, field: HeaderField, list: ListHeader): MessageDraft {
  const [first] = list.uris;
  if (first === undefined) {
    const fixes = isBareUri(list.stray) ? [replaceValue(field, `<${list.stray}>`)] : [];
    return said(
      view,
      field,
      list.stray === '' ? 'empty' : 'no-brackets',
      { value: list.stray.slice(0, 120) },
      fixes,
    );
  }
  if (list.isBroken) return said(view, field, 'separator', { value: field.rawValue.slice(0, 120) });
  if (list.stray !== '') return said(view, field, 'stray-text', { stray: list.stray.slice(0, 60) });
  const spaced = list.uris.find(({ hasSpace }) => hasSpace);
  if (spaced !== undefined) {
    const fixes = [replaceValue(field, list.uris.map(({ uri }) => `<${uri}>`).join(', '))];
    return said(view, field, 'space-inside', { uri: spaced.uri.slice(0, 120) }, fixes);
  }
  const odd = list.uris.find(({ scheme }) => !['https', 'http', 'mailto'].includes(scheme));
  if (odd !== undefined) return said(view, field, 'scheme', { uri: odd.uri.slice(0, 120) });
  const kinds = [...new Set(list.uris.map(({ scheme }) => scheme))];
  return draftMessage('pass', 'in-order', 'policy', { kinds: kinds.join(', '), count: list.uris.length });
}
