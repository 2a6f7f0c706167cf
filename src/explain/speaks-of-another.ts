/**
 * Words that name somebody or something other than the recipient: the sender's own address, the host that mail was to be handed to. A refusal
 * that says 'user unknown' of the sender is no reason to stop mail to anybody, nor is a relay of our own that DNS does not know.
 */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf, findAddresses } from '../wire/address/index.ts';

/** The reverse-path of the refused message, asked only where the words name somebody. */
export type SenderOf = () => string | undefined;

const MAX_ADDRESSES = 20;
/** Postfix: 'Name service error for name=relay.example.net'; sendmail: '(Name server: relay.example.net.: host not found)'; Exim, libraries. */
const LOOKED_UP =
  /(?:\bfor name=|\bname server: ['"]?|\blook ?up(?: of)?(?: host)? ['"]?|\benotfound |\bresolve (?:host )?['"]?|\bnamed ['"]?)([a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+){1,10})/i;

/** 'user unknown, message from <me@example.com>' blames nobody of that name. */
const AS_SENDER = /(?:from|sender|by)[\s:=<"'(]{0,4}$/i;

/** Do the words blame the sender's address, and not name the recipient's? */
function namesTheSender({ text, recipient }: ReplyFacts, senderOf: SenderOf): boolean {
  if (recipient === undefined) return false;
  const other = recipient.toLowerCase();
  const named = findAddresses(text, MAX_ADDRESSES);
  if (named.length === 0 || named.some(({ address }) => address.toLowerCase() === other)) return false;
  const own = senderOf()?.toLowerCase() ?? '';
  if (own === '' || own === other) return false;
  return named.some(
    ({ address, start }) =>
      address.toLowerCase() === own && !AS_SENDER.test(text.slice(Math.max(0, start - 12), start)),
  );
}

/** Was a name looked up that is neither the recipient's domain nor one below or above it? */
function looksForAnother({ text, recipient }: ReplyFacts): boolean {
  const domain = domainOf(recipient)?.toLowerCase();
  const name = LOOKED_UP.exec(text)?.[1]?.toLowerCase();
  if (name === undefined || name === domain) return false;
  if (domain === undefined) return true;
  return !name.endsWith(`.${domain}`) && !domain.endsWith(`.${name}`);
}

/** Exim says it of senders and recipients alike ($acl_verify_message). */
const CALLOUT = /(?<!recipient )\bcallout verification failed\b(?!.{0,200}\brecipient)/is;

/** Do the words blame somebody else than the recipient, so that they stop mail to nobody? `senderOf` where the facts do not tell the sender yet. */
export const speaksOfAnother = (
  facts: ReplyFacts,
  isOfDomain: boolean,
  senderOf: SenderOf = () => facts.sender,
): boolean =>
  CALLOUT.test(facts.text) || namesTheSender(facts, senderOf) || (isOfDomain && looksForAnother(facts));
