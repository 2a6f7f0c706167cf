/**
 * Mail that only pretends to report ('your mailbox is full, click here to release your messages'): what it wants done, a link to do it, and no
 * sign of a server that refused anything. Linear in the text, of which the first 8,192 characters are looked at.
 */
import { anyOf } from '../../base/any-of.ts';

const MAX_TEXT = 8_192;
const LINK = /https?:\/\/|\bwww\.|\bhxxps?:\/\//i;
/** What is asked for, or threatened with: three of these together no server says. */
const LURES: readonly RegExp[] = [
  /\bclick (?:here|below|the (?:link|button))\b|\bhier klicken\b|\bklicken sie hier\b|\bcliquez ici\b|\bhaga clic\b|\bclicca qui\b|\bclique aqui\b/i,
  /\b(?:release|recover|retrieve|view|deliver|allow) (?:your |the |all |these )?(?:pending |held |quarantined |incoming |blocked )?(?:messages?|mails?|emails?)\b|\bnachrichten (?:freigeben|abrufen)\b/i,
  /\b(?:keep|confirm|verify|validate|update|re-?activate) (?:your |the )?(?:current |same )?(?:password|account|mailbox|e-?mail|identity|ownership)\b|\b(?:passwort|konto|postfach) (?:bestätigen|verifizieren|behalten)\b/i,
  /\b(?:upgrade|increase|expand|clear|clean) (?:your |the )?(?:mailbox|storage|quota|cache)\b|\bspeicher (?:erweitern|erhöhen)\b/i,
  /\b(?:within|in) (?:the next )?(?:\d{1,2} ?h(?:ours|rs|r)?|24|48|72)\b|\binnerhalb von \d{1,2} stunden\b/i,
  /\b(?:will|to) (?:be )?(?:close|closed|deactivated?|disabled?|suspended?|deleted?|terminated?|blocked?|shut down) (?:your|the) (?:account|mailbox)\b|\b(?:account|mailbox) will be (?:closed|deactivated|disabled|suspended|deleted|terminated|blocked|shut down)\b|\bkonto (?:wird|gesperrt)\b/i,
];
const WANTED = 3;
/** The frame in which a server's refusal comes. */
const OF_SERVER = new RegExp(
  anyOf([
    /\bsaid: ?["']?[245]\d\d/,
    /\b(?:reporting|remote)-mta:|\bdiagnostic-code:|\bfinal-recipient:/,
    /\bsmtp error from|\bin reply to (?:rcpt|mail|end of|data)|\bstatus=(?:bounced|deferred)/,
    /\bmailer-daemon@|\bthis is the mail system at host\b/,
  ]),
  'i',
);

/** Is the text such a mail? */
export function isLure(given: string): boolean {
  const text = given.slice(0, MAX_TEXT);
  if (!LINK.test(text)) return false;
  return LURES.filter((lure) => lure.test(text)).length >= WANTED && !OF_SERVER.test(text);
}
