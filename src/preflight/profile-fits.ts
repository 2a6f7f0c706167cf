/** Whether mail that is judged as personal looks like mail to many. The profile stays what was given: it is told, never changed. */
import { messageChecks } from '../checks/index.ts';
import type { MailGiven, MessageFinding } from '../findings/message-check.ts';
import type { MailView } from '../wire/mail-view/index.ts';

/** Fields that senders to many write (RFC 2369, RFC 2919, RFC 8058) and that services add to campaigns. */
const bulkFields: ReadonlySet<string> = new Set([
  ...['list-unsubscribe', 'list-unsubscribe-post', 'list-id', 'feedback-id'],
  ...['x-campaign', 'x-campaign-id', 'x-campaignid', 'x-mailing-id', 'x-newsletter', 'x-csa-complaints'],
  ...['x-mc-user', 'x-mailgun-tag', 'x-mailgun-campaign-id', 'x-sfmc-stack', 'x-rpcampaign'],
]);
const MAX_MARKS = 6;

/** Names of fields and 'Precedence: bulk'; [] where there are none. */
function bulkMarks(view: MailView): readonly string[] {
  const value = (key: string): string | undefined =>
    view.fields
      .find((field) => field.key === key)
      ?.rawValue.trim()
      .toLowerCase();
  // A post to a discussion list is personal mail that the list sends on (RFC 2369 §3.4).
  const post = value('list-post');
  if (post !== undefined && !post.startsWith('no')) return [];
  const names = view.fields.filter(({ key }) => bulkFields.has(key)).map(({ name }) => name);
  const marks = [...new Set(names), ...(value('precedence') === 'bulk' ? ['Precedence: bulk'] : [])];
  return marks.slice(0, MAX_MARKS);
}

/** A link that says in words that it unsubscribes. */
function hasUnsubscribeLink(view: MailView, given: MailGiven): boolean {
  const check = messageChecks.find(({ id }) => id === 'unsubscribe/body-link');
  return check?.run(view, { ...given, profile: 'bulk' }).some(({ outcome }) => outcome === 'pass') === true;
}

/** One line at most: what is demanded of mail to many was not looked at. */
export function profileFindings(
  view: MailView,
  subject: MessageFinding['subject'],
  given: MailGiven,
): readonly MessageFinding[] {
  if (given.profile !== 'personal') return [];
  const marks = bulkMarks(view);
  if (marks.length > 0)
    return [unknownOf('input/profile', 'looks-bulk', subject, { marks: marks.join(', ') })];
  return hasUnsubscribeLink(view, given) ? [unknownOf('input/profile', 'unsubscribe-link', subject, {})] : [];
}

/** What could not be judged, told as such. */
export function unknownOf(
  check: MessageFinding['check'],
  message: string,
  subject: MessageFinding['subject'],
  data: MessageFinding['data'],
): MessageFinding {
  return {
    ...{ check, message, subject, data },
    ...{ outcome: 'unknown', consequence: 'information', confidence: 0, fixes: [], receivers: [] },
  };
}
