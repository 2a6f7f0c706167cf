/** What a person knows a message by: its Subject, and who wrote it. A Message-ID says nothing to anybody. Pure. */
import { domainOf, parseMailboxList } from '../wire/address/index.ts';
import { header } from '../wire/message/index.ts';
import type { CheckedMessage } from './check-message.ts';
import type { ComposedMessage } from './compose-message.ts';

export interface Heading {
  /** The Subject as it is read, at most 150 characters; absent where there is none. */
  readonly heading?: string;
  /** Domain of the first address in From. */
  readonly fromDomain?: string;
}

const MAX_HEADING = 150;
const MAX_DOMAIN = 253;

/** Of a message that was made of an HTML file only what was given for it counts. */
export function headingOf(
  { view: { message } }: Pick<CheckedMessage, 'view'>,
  composed: ComposedMessage | undefined,
): Heading {
  const given = composed?.composition ?? {
    subject: header(message.root, 'subject')?.value,
    from: header(message.root, 'from')?.rawValue,
  };
  const heading = short((given.subject ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim());
  const domain = domainOf(parseMailboxList(given.from ?? '', 1)[0]?.address);
  return {
    ...(heading !== '' && { heading }),
    ...(domain !== undefined && domain.length <= MAX_DOMAIN && { fromDomain: domain }),
  };
}

function short(text: string): string {
  // A character takes two units at most.
  const characters = [...text.slice(0, 2 * MAX_HEADING + 2)];
  return characters.length <= MAX_HEADING ? text : `${characters.slice(0, MAX_HEADING - 1).join('')}…`;
}
