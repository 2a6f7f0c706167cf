/** Gathers TLS-RPT (RFC 8460 §3): the record, and whether the mailboxes it names can receive. */
import type { TlsRptFacts } from '../../findings/facts/transport.ts';
import type { Observed } from '../../findings/observed.ts';
import { isTlsRptRecord, parseTlsRptRecord } from '../../wire/tls-rpt/index.ts';
import type { AuditContext } from '../audit/types.ts';
import { canReceiveMail } from '../can-receive.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import { sortTexts } from './transport-texts.ts';

/** Never throws. */
export async function gatherTlsRpt(domain: string, context: AuditContext): Promise<Observed<TlsRptFacts>> {
  const { clock, signal } = context;
  const recorder = recordingResolver(context.resolver);
  const answer = await recorder.lookup(`_smtp._tls.${domain}`, 'TXT', signal);
  if (answer.state === 'unknown') return unknown(answer.why, clock, answer.from);
  if (answer.state === 'absent') return absent(clock, answer.from);
  const { records, nearMisses } = sortTexts(answer.value, isTlsRptRecord, 'tlsrptv1');
  if (records.length === 0 && nearMisses.length === 0) return absent(clock, answer.from);
  const [record] = records;
  const named = records.length === 1 && record !== undefined ? parseTlsRptRecord(record).targets : [];
  const targets = await Promise.all(
    named.map(async (target) =>
      target.scheme === 'mailto' && target.domain !== undefined
        ? { ...target, canReceive: await canReceiveMail(target.domain, recorder, signal) }
        : target,
    ),
  );
  return present(
    { domain, records, nearMisses, targets },
    clock,
    computedFrom('TLS-RPT (RFC 8460)', recorder),
  );
}
