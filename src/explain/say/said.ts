/** Who said it and at which step: 'mx.example.org, the recipient's gateway, at RCPT TO'. */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { categorySet } from '../../findings/category-set.ts';
import { isLikely } from '../place.ts';
import type { Verdict } from '../verdict.ts';

const isOfConnection = categorySet('net.*', 'tls.failed');
/** What a program finds by itself, or says of an answer that it does not pass on; of anybody's address, right or message only a server judges. */
const isOfProgram = categorySet('sender-account.auth-failed', 'protocol.*', 'unknown');
/** 'SMTP Error: Could not authenticate', 'The server does not support authentication': a server says 'Authentication failed'. */
const OF_PROGRAM =
  /\b(?:could ?not|could ?n['’]t|unable to|failed to|can ?not|can['’]t|(?:not|n['’]t) support|no supported|using \d{1,2} possible|missing (?:password|credentials|username)|did not (?:offer|advertise)|plainauth|loginauth|unencrypted connection)/i;
/** A program hands on what it was told. */
const OF_SERVER =
  /\bserver(?: has)? (?:respon(?:ded|se)|said|returned|replied|answered)|\bresponse was\b|\bserverantwort\b/i;

/** Did only the program that hands mail in write it, as no server was reached or none answered? */
function isProgramsOwn({ reply, speaker, category }: Verdict): boolean {
  const { via, ownStep, replyCode, enhancedStatus, speakerHost, text } = reply;
  const isAnswered = (replyCode !== undefined && replyCode >= 400) || enhancedStatus !== undefined;
  if (speaker.role !== 'smarthost' || isAnswered || (ownStep ?? speakerHost) !== undefined) return false;
  if (isOfConnection(category)) return true;
  if (via !== 'program' || !isOfProgram(category) || OF_SERVER.test(text)) return false;
  return category !== 'sender-account.auth-failed' || OF_PROGRAM.test(text);
}

/** Does a provider's server that sends for us tell what it could not reach? It is none of our own. */
export const isOfProvider = ({ reply, told }: Verdict): boolean =>
  reply.ownStep === 'client' && told?.facts.includes('net/of-provider') === true;

/** His own side spoke. */
const speakerToReceiver = ({ speaker }: Verdict, texts: Catalogue): string =>
  [speaker.host, texts.ui('receives.said')].filter((piece) => piece !== undefined).join(', ');

/** The line over the quote; '' where nobody is known. `data`: the arguments of the texts. */
export function saidOf(verdict: Verdict, texts: Catalogue, data: JsonObject): string {
  const { reply, speaker } = verdict;
  if (verdict.asker === 'receives') return speakerToReceiver(verdict, texts);
  if (isProgramsOwn(verdict)) return texts.ui('said.program');
  // Where nobody was reached there was no step of a session.
  const isReached = reply.ownStep !== 'client' || reply.phase !== 'connect' || reply.replyCode !== undefined;
  const phase = reply.phase === undefined || !isReached ? undefined : texts.ui(`phase.${reply.phase}`);
  const who = isOfProvider(verdict) ? 'provider' : speaker.role;
  const known = who === 'unknown' ? undefined : texts.ui(`role.${who}`);
  const role = known !== undefined && isLikely(speaker) ? texts.ui('role.likely', { role: known }) : known;
  // The host that a client, or whoever reports it, did not reach has said nothing.
  const isOther = reply.speakerHost !== undefined && speaker.host !== reply.speakerHost;
  const host = reply.ownStep === 'client' || isOther ? speaker.host : (data.host ?? speaker.host ?? data.ip);
  return [host, role, phase].filter((piece) => piece !== undefined).join(', ');
}
