/** Mail that a person writes in a mail program: its making is the program's, and advice to those who write templates is none for it. */
import type { MailProfile } from '../../findings/message-check.ts';
import type { MailView } from '../../wire/mail-view/types.ts';

/** What mail programs call themselves in X-Mailer and User-Agent (RFC 2076 §3.4), at the beginning. */
const PROGRAMS =
  /^(?:apple mail|iphone mail|ipad mail|microsoft (?:office )?outlook|microsoft-macoutlook|microsoft windows (?:live )?mail|thunderbird|mozilla\/5\.0 .{0,120}thunderbird|mutt|neomutt|kmail|evolution|claws mail|sylpheed|mailmate|roundcube|horde|squirrelmail|rainloop|snappymail|k-9 mail|fairemail|airmail|spark|em client|the bat!|mailbird|postbox|yahoomail|yahoo mail|webservice\/.{0,40}yahoomail|aquamail|alpine|gnus|notmuch|geary|betterbird|canary mail|zimbra|open-xchange|bluemail|mailspring)/i;

/** Written by a person: the profile says so, or a mail program names itself. */
export function isWrittenByHand(view: MailView, profile: MailProfile): boolean {
  if (profile === 'personal') return true;
  return view.fields.some(
    ({ key, rawValue }) =>
      (key === 'x-mailer' || key === 'user-agent') && PROGRAMS.test(rawValue.trim().slice(0, 200)),
  );
}
