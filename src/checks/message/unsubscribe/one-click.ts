/**
 * One-click unsubscribing (RFC 8058 §3.1): an https address in List-Unsubscribe, and List-Unsubscribe-Post with exactly
 * 'List-Unsubscribe=One-Click'. Nobody is known to refuse for it.
 */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { parseTarget } from '../../../wire/links/index.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { draftMessage } from '../draft-message.ts';
import { fieldsOf, firstField } from '../headers/fields.ts';
import { replaceValue } from '../message-edits.ts';
import { googleGuidelines, googleOneClick, rfc, yahooSenders } from '../published-sources.ts';
import { canNameRecipient } from './address-token.ts';
import { type ListUri, readableUris } from './list-header.ts';

const EXACT = 'List-Unsubscribe=One-Click';
const receivers = ['google', 'yahoo'];

export const oneClick: MessageCheck = {
  id: 'unsubscribe/one-click',
  sources: [rfc('8058 §3.1'), rfc('8058 §4'), googleGuidelines, googleOneClick, yahooSenders],
  run: (view, { profile }) => {
    const field = firstField(view, 'list-unsubscribe');
    const posts = fieldsOf(view, 'list-unsubscribe-post');
    const [post] = posts;
    if (profile !== 'bulk' && post === undefined)
      return [draftMessage('not-applicable', 'not-bulk', 'policy')];
    if (field === undefined) {
      return post === undefined
        ? [draftMessage('not-applicable', 'no-header', 'policy')]
        : [
            draftMessage(
              'fail',
              'post-without-list',
              'policy',
              {},
              { place: placeInHeader(view, post), receivers },
            ),
          ];
    }
    return [judge(view, field, posts, readableUris(field))];
  },
};

function judge(view: MailView, field: HeaderField, posts: readonly HeaderField[], uris: readonly ListUri[]) {
  const [post, second] = posts;
  const place = placeInHeader(view, field);
  // What is wrong with the field is told by `unsubscribe/header`.
  if (uris.length === 0) return draftMessage('unknown', 'no-address', 'policy', {}, { place });
  const secure = uris.find(({ scheme }) => scheme === 'https');
  if (secure === undefined) {
    const message = uris.some(({ scheme }) => scheme === 'http') ? 'http-only' : 'mailto-only';
    // Yahoo: "mailto: method is acceptable".
    return draftMessage(
      'fail',
      message,
      'policy',
      {},
      { place, receivers: message === 'mailto-only' ? ['google'] : receivers },
    );
  }
  if (post === undefined)
    return draftMessage('fail', 'no-post', 'policy', { uri: secure.uri.slice(0, 120) }, { place, receivers });
  if (second !== undefined)
    return draftMessage(
      'fail',
      'post-twice',
      'policy',
      {},
      { place: placeInHeader(view, second), receivers },
    );
  const value = post.rawValue.trim();
  if (!isExact(value)) {
    const more = { place: placeInHeader(view, post), receivers, fixes: [replaceValue(post, EXACT)] };
    return draftMessage('fail', 'post-value', 'policy', { value: value.slice(0, 80), wanted: EXACT }, more);
  }
  const target = parseTarget(secure.uri);
  if (target.kind === 'broken')
    return draftMessage(
      'fail',
      'uri-broken',
      'policy',
      { uri: secure.uri.slice(0, 120) },
      { place, receivers },
    );
  // Whether words name somebody cannot be seen for certain, and no receiver is known to look.
  if (target.kind === 'web' && !canNameRecipient(target.path, target.query))
    return draftMessage(
      'fail',
      'no-token',
      'information',
      { uri: secure.uri.slice(0, 120) },
      { place, confidence: 0.7 },
    );
  return draftMessage('pass', 'in-order', 'policy', { uri: secure.uri.slice(0, 120) });
}

/** RFC 8058 §3.1 gives the value; names of header parameters may be in any case. */
const isExact = (value: string): boolean => /^list-unsubscribe=one-click$/i.test(value);
