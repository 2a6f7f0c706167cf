/** Whose turn it is with a failure: told by what mends it. */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { Finding, Subject } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';

/** Whom a fix names where only the address is known (checks/dns/ptr-fix.ts). */
const IP_OWNER = 'ip-owner';

/** `audited`: whose DNS a record belongs to. */
export function turnOf(
  { fixes, subject }: Pick<Finding, 'fixes' | 'subject'>,
  audited: Subject,
  texts: Catalogue,
): string {
  const of = <Kind extends Fix['kind']>(kind: Kind) =>
    fixes.find((fix): fix is Extract<Fix, { kind: Kind }> => fix.kind === kind);
  // What points to the change plan is mended by records.
  const isPlanned = of('command')?.line.startsWith('waypost audit ') === true;
  if (of('dns') !== undefined || isPlanned) return texts.ui('turn.dns', { subject: audited.name });
  if (of('setting') !== undefined || of('command') !== undefined)
    return texts.ui('turn.setting', { subject: subject.name });
  const contact = of('contact');
  return contact === undefined
    ? texts.ui('turn.own', { subject: subject.name })
    : texts.ui('turn.contact', { who: contact.who === IP_OWNER ? texts.ui('turn.ip-owner') : contact.who });
}
