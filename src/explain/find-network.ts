/** The network that the words of a refusal blame: 'IP Netblock [192.0.2.0/24]', 'subnet 2001:db8::/48' (RFC 4632 §3.1). */
import { canonicalIp, isPublicIp } from '../base/ip.ts';

const NETWORK = /(?<![\w./:])([0-9a-f.:]{2,45})\/(\d{1,3})(?![\w./])/gi;
const MAX_FOUND = 10;
const MAX_LEAD = 80;
/** Words right before it: it is blamed, or the sender's. Several networks are a list that the receiver keeps. */
const BLAMED =
  /\b(?:netblock|net|network|range|subnet|prefix|from|your|listed)(?:[\s:=,"'([<]{1,3}(?:ipv?[46]?|address(?:es)?|block|range|network|netblock|subnet|is|of|the|in)){0,3}[\s:=,"'([<]{1,4}$/i;
/** Those that may. */
const EXEMPT =
  /\b(?:allow|whitelist|white-list|permit|accept|authori[sz]|trusted|exempt|except|only|unless|mynetworks)/i;
const SENTENCE = /[.;!?]\s/;

/** The first network in CIDR notation that is more than one address, and that the words before it blame; undefined where none is. */
export function findNetwork(text: string): string | undefined {
  let tried = 0;
  for (const { 0: whole, 1: address = '', 2: length = '', index } of text.matchAll(NETWORK)) {
    if (++tried > MAX_FOUND) return undefined;
    const most = address.includes(':') ? 127 : 31;
    if (Number(length) < 8 || Number(length) > most) continue;
    const ip = canonicalIp(address);
    if (ip === undefined || !isPublicIp(ip)) continue;
    const lead =
      text
        .slice(Math.max(0, index - MAX_LEAD), index)
        .split(SENTENCE)
        .at(-1) ?? '';
    if (BLAMED.test(lead) && !EXEMPT.test(lead)) return whole;
  }
  return undefined;
}
