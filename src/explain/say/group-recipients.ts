/** The recipients of a group: some of them by name, the others counted. */
import type { Catalogue } from '../../findings/catalogue.ts';

/** Recipients of a group, and how many there are where those are some of them. */
export interface GroupRecipients {
  readonly recipients: readonly string[];
  readonly recipientCount?: number | undefined;
}

/** '' where none is known. */
export function groupRecipients({ recipients, recipientCount }: GroupRecipients, texts: Catalogue): string {
  if (recipients.length === 0) return '';
  const count = recipientCount === undefined ? undefined : recipientCount - recipients.length;
  const more = count === 0 ? [] : [texts.ui('group.more', count === undefined ? {} : { count })];
  return [texts.ui('group.recipients', { recipients: recipients.join(', ') }), ...more].join(', ');
}
