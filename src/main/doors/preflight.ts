/**
 * The library door `waypost/preflight`: what `waypost check` does, without a terminal.
 *
 * @example
 * import { openPreflight } from 'waypost/preflight';
 * const preflight = openPreflight({ profile: 'bulk', offline: true });
 * const { findings } = await preflight.check('From: ann@example.org\r\nSubject: Hello\r\n\r\nHello\r\n');
 * for (const { outcome, consequence, check } of findings) if (outcome === 'fail') console.log(consequence, check);
 * preflight.close();
 */
import { instantOf, systemClock } from '../../base/clock.ts';
import type { Problem } from '../../base/result.ts';
import { messageChecks } from '../../checks/index.ts';
import type { Subject } from '../../findings/finding.ts';
import {
  type MailGiven,
  type MailProfile,
  type MessageFinding,
  mailProfiles,
} from '../../findings/message-check.ts';
import { byConsequence, checkMessage, forReceivers, leftOutFor } from '../../preflight/check-message.ts';
import { type FixedMessage, fixMessage } from '../../preflight/fix-message.ts';
import { readGivenSender } from '../../preflight/given-sender.ts';
import { readMailTables } from '../../preflight/mail-tables.ts';
import { profileFindings } from '../../preflight/profile-fits.ts';
import { receiverOf, receiversToAsk } from '../../preflight/receivers.ts';
import { type MessageView, viewMessage } from '../../preflight/say/view.ts';
import { type MessageScore, scoreOf } from '../../preflight/score.ts';
import { looksLikeMessage } from '../../wire/message/index.ts';
import { openCheckLookups } from '../check-lookups.ts';
import { loadData } from '../load-data.ts';
import { catalogueOf, languagesOf } from '../services.ts';

export type { Finding } from '../../findings/finding.ts';
export type { Fix, MessageEdit } from '../../findings/fix.ts';
export type { Consequence, MailProfile, MessageFinding } from '../../findings/message-check.ts';
export type { FixedMessage } from '../../preflight/fix-message.ts';
export type { MessageFindingView, MessageView } from '../../preflight/say/view.ts';
export type { MessageScore, ScorePart } from '../../preflight/score.ts';

export interface PreflightOptions {
  /** What kind of mail it is; never guessed. Default 'personal'. */
  readonly profile?: MailProfile;
  /** Look nothing up: signatures, DMARC and DNS lists are then said to be not checked. Default false. */
  readonly offline?: boolean;
  /** 'host:port' of the DNS server to ask; default the system's. */
  readonly resolver?: string;
  /** The address it will leave from, the name given at EHLO, the reverse-path: what SPF is asked about. */
  readonly senderIp?: string;
  readonly helo?: string;
  readonly mailFrom?: string;
  /** Domains of your own click trackers: links there are expected. */
  readonly trackingDomains?: readonly string[];
  /** Only what concerns these: 'gmail', 'yahoo', 'outlook', 'icloud', as the command's --receivers. Default all. */
  readonly receivers?: readonly string[];
  /** Open the links. Default false. */
  readonly fetch?: boolean;
  /** Language of `describe`: 'en' (default) or 'de'. */
  readonly language?: string;
}

/** One message: its findings, worst consequence first, and the points that order and compare. */
export interface Preflighted {
  readonly subject: Subject;
  readonly findings: readonly MessageFinding[];
  /** Failures that concern none of the `receivers` asked for. */
  readonly leftOut: readonly MessageFinding[];
  readonly ranking: MessageScore;
  /** 'no-mail': the text has no header, so there is nothing to check, and nothing was found out. */
  readonly problem?: Problem;
}

export interface Preflight {
  /**
   * Checks a message (.eml) as bytes (a string is taken as UTF-8). Never throws for what the message or the network does; what is no
   * message has a `problem`.
   */
  readonly check: (message: string | Uint8Array) => Promise<Preflighted>;
  /** The message with every safe fix applied, each proven: its finding is gone and none has come. */
  readonly fix: (message: string | Uint8Array) => FixedMessage;
  /** A checked message in words; `name` is what the headline calls it. */
  readonly describe: (checked: Preflighted, name: string) => MessageView;
  /** Ends look-ups under way and frees the sockets. */
  readonly close: () => void;
}

const bytesOf = (message: string | Uint8Array): Uint8Array =>
  typeof message === 'string' ? Buffer.from(message) : message;

const noMail: Problem = {
  code: 'no-mail',
  message: 'The text is no message: it has no header. Give a whole message, as it is sent.',
};

/** The names that findings use. */
function receiversOf(names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const receiver = receiverOf(name);
    if (receiver === undefined)
      throw new TypeError(`receivers: ${name} is not one of ${receiversToAsk.join(', ')}.`);
    return receiver;
  });
}

/** Loads the tables once; keep it for many messages. Throws a TypeError that names the option which cannot be understood. */
export function openPreflight(options: PreflightOptions = {}): Preflight {
  const data = loadData(false);
  const { profile = 'personal', resolver, language = 'en' } = options;
  if (!mailProfiles.includes(profile))
    throw new TypeError(`profile ${profile} is not one of ${mailProfiles.join(', ')}.`);
  if (!languagesOf(data).includes(language))
    throw new TypeError(`language ${language} is not one of ${languagesOf(data).join(', ')}.`);
  const receivers = receiversOf(options.receivers ?? []);
  const sender = readGivenSender(options, {
    senderIp: 'senderIp',
    helo: 'helo',
    mailFrom: 'mailFrom',
    trackingDomains: 'trackingDomains',
  });
  if (!sender.ok) throw new TypeError(sender.problem.message);
  const { senderIp, helo, mailFrom, trackingDomains } = sender.value;
  const lookups = openCheckLookups(data, {
    profile,
    isOffline: options.offline === true,
    fetches: options.fetch === true,
    ...(resolver !== undefined && { resolver }),
    ...(senderIp !== undefined && { senderIp }),
    ...(helo !== undefined && { helo }),
    ...(mailFrom !== undefined && { mailFrom }),
  });
  const tables = readMailTables(data);
  const texts = catalogueOf(data, language);
  const given = (): MailGiven => ({
    profile,
    now: instantOf(systemClock.nowMs()),
    trackingDomains,
    tables,
  });
  return {
    check: async (message) => {
      const now = given();
      const raw = bytesOf(message);
      const checked = checkMessage(raw, now, messageChecks);
      if (!looksLikeMessage(raw))
        return {
          subject: checked.subject,
          findings: [],
          leftOut: [],
          ranking: scoreOf([], tables.weights),
          problem: noMail,
        };
      const { view, subject } = checked;
      const asked = await lookups.askNetwork(checked);
      const all = [...profileFindings(view, subject, now), ...checked.findings, ...asked];
      // Narrowed first: what is told together afterwards concerns the same receivers.
      const findings = byConsequence(forReceivers(all, receivers));
      const leftOut = byConsequence(leftOutFor(all, receivers));
      return { subject, findings, leftOut, ranking: scoreOf(findings, tables.weights) };
    },
    fix: (message) => fixMessage(bytesOf(message), given(), messageChecks),
    describe: (checked, name) => viewMessage(checked, name, texts),
    close: lookups.close,
  };
}
