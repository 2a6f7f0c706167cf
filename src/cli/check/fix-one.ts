/** `waypost check --fix`: shows the change and writes the message, says what was left and why. Nothing is asked of anybody. */
import { writeFileSync } from 'node:fs';
import { messageChecks } from '../../checks/index.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { MailGiven } from '../../findings/message-check.ts';
import type { MailInput } from '../../preflight/check-report.ts';
import { htmlIn } from '../../preflight/compose-message.ts';
import { fixMessage } from '../../preflight/fix-message.ts';
import { sayFixed } from '../../preflight/say/fixed.ts';
import { templateChecks } from '../../preflight/template-checks.ts';
import { type CliIo, writeTo } from '../io.ts';
import { printable } from '../wrap.ts';
import { unifiedDiff } from './diff.ts';

/** The mended message goes to `outputFile`, which must not be there yet, else to standard output; words to standard error. */
export async function fixOne(
  { raw, name, composed }: MailInput,
  outputFile: string | undefined,
  { texts, given }: { readonly texts: Catalogue; readonly given: MailGiven },
  io: CliIo,
): Promise<void> {
  const checks = composed === undefined ? messageChecks : templateChecks(composed, messageChecks);
  const fixed = fixMessage(raw, given, checks);
  // Of an HTML file the HTML is given back.
  const own = (bytes: Uint8Array) => (composed === undefined ? bytes : htmlIn(composed, bytes));
  const mended = own(fixed.raw);
  if (fixed.applied.length > 0) await writeTo(io.stderr, unifiedDiff(own(raw), mended, name));
  for (const line of sayFixed(fixed, name, texts))
    await writeTo(io.stderr, `waypost check: ${printable(line)}\n`);
  if (outputFile === undefined) await writeTo(io.stdout, mended);
  else writeFileSync(outputFile, mended, { flag: 'wx' });
}
