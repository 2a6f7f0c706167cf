/** CAA of a domain, found by climbing to the top-level domain: the first name with records decides (RFC 8659 §3). */
import type { CaaFacts } from '../../findings/facts/routing.ts';
import type { Observed } from '../../findings/observed.ts';
import type { AuditContext } from '../audit/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';

const maxClimb = 8;
const maxRecords = 64;

/** Absent: no name on the way has records. Unknown: one could not be asked, and an issuer would refuse, too. */
export async function gatherCaa(domain: string, context: AuditContext): Promise<Observed<CaaFacts>> {
  const { clock, signal } = context;
  const recorder = recordingResolver(context.resolver);
  const from = () => computedFrom('CAA (RFC 8659 §3)', recorder);
  const labels = domain.split('.');
  for (let up = 0; up < labels.length && up <= maxClimb; up++) {
    const foundAt = labels.slice(up).join('.');
    const answer = await recorder.lookup(foundAt, 'CAA', signal);
    if (answer.state === 'unknown') return unknown(answer.why, clock, answer.from);
    if (answer.state === 'absent') continue;
    const records = answer.value.records
      .flatMap((record) => (record.type === 'CAA' ? record : []))
      .slice(0, maxRecords)
      .map(({ flags, tag, value }) => ({ flags, tag: tag.slice(0, 64), value: value.slice(0, 512) }));
    return present({ domain, foundAt, records }, clock, from());
  }
  return absent(clock, from());
}
