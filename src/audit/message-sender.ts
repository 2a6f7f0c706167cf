/**
 * What a copy of a sent message tells of its sending, joined to what was given. Its address is judged with the domain of
 * its own Return-Path (RFC 7208 §2.4): mail of a service that takes bounces at a domain of its own needs no place in the
 * author's SPF record.
 */
import type { GivenSender } from './gather-cases.ts';

/** The hop that handed the message over. */
export interface MessageSender {
  readonly ip: string;
  /** Domain of Return-Path, lower case; not there: none stands in the copy, or it is the null one. */
  readonly returnPath?: string;
  /** What this hop gave at HELO; other addresses give names of their own. */
  readonly helo?: string;
}

/** `domain`: the audited one. Addresses that were given are the user's word and stay as they are. */
export function withMessageSender(given: GivenSender, domain: string): GivenSender {
  const { messageSender, ...rest } = given;
  if (messageSender === undefined || rest.sendingIps.includes(messageSender.ip)) return rest;
  const { ip, returnPath = domain } = messageSender;
  if (returnPath === domain) return { ...rest, sendingIps: [...rest.sendingIps, ip] };
  return { ...rest, reportedIps: [{ ip, returnPath }, ...(rest.reportedIps ?? [])] };
}

/** The HELO name of one sending address: the user's word, else what the message shows of that very address. */
export const heloOf = ({ helo, messageSender }: GivenSender, ip: string): string | undefined =>
  helo ?? (messageSender?.ip === ip ? messageSender.helo : undefined);
