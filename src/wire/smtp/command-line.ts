/**
 * Lines of a conversation on which the client speaks: an SMTP command (RFC 5321 §4.1) at the beginning of its line, with
 * the marks that transcripts put before it ('>>> ', 'C: ', '-> ', PHPMailer's 'CLIENT -> SERVER: ' behind its time). Limits: 330 characters of a line.
 */
import { CharSet } from '../../base/char-set.ts';

const MARKS =
  '[ \\t>|]{0,20}(?:\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[ \\t]{1,2})?(?:(?:C|Client|Client -> Server|Sent|Send|=>|->|~>)[:> ]{1,3})?';
const COMMANDS =
  '(?:(?:mail from|rcpt to):|(?:ehlo|helo|lhlo) \\S{1,255}\\s{0,5}$|(?:data|quit|rset|starttls)\\s{0,5}$|auth [a-z0-9-]{3,20}(?: \\S{0,200})?\\s{0,5}$|bdat \\d)';
const COMMAND_LINE = new RegExp(`^${MARKS}${COMMANDS}`, 'i');
/** What a mark or a command begins with. */
const STARTS = new CharSet(' \t>|=-~2abcdehlmqrsABCDEHLMQRS');

/** Whether a line is a command of the client. */
export function isCommandLine(line: string): boolean {
  return STARTS.has(line.charCodeAt(0)) && COMMAND_LINE.test(line.slice(0, 330));
}

const VERB = new RegExp(`^${MARKS}(ehlo|helo|lhlo|starttls|auth|mail|rcpt)(?= |\\s{0,5}$)`, 'i');

/** The verb of a command line that comes before DATA, lower case; undefined where it is none. */
export function verbOf(line: string): string | undefined {
  return isCommandLine(line) ? VERB.exec(line.slice(0, 330))?.[1]?.toLowerCase() : undefined;
}
