/** What a DNS answer said, in short: kept with the look-up, so that evidence tells the answer beside the question. */
import { plainValue } from '../../base/zone-text.ts';
import { recordValue } from './record-text.ts';
import type { DnsAnswer, DnsRecord } from './types.ts';

const MAX_RECORDS = 6;
const MAX_CHARS = 160;

/** Aliases first, then records as zone files write them; long ones are cut off, and so is a long list ('… 4 more'). */
export function answerText({ chain, records }: DnsAnswer): readonly string[] {
  const aliases = chain.flatMap((record) => (record.type === 'CNAME' ? short(`CNAME ${record.target}`) : []));
  const values = records.slice(0, MAX_RECORDS).flatMap((record) => shownValue(record) ?? []);
  const rest = records.length - MAX_RECORDS;
  return [...aliases.slice(0, MAX_RECORDS), ...values.map(short), ...(rest > 0 ? [`… ${rest} more`] : [])];
}

function shownValue(record: DnsRecord): string | undefined {
  if (record.type === 'SOA') return `${record.mname} ${record.rname} ${record.serial}`;
  if (record.type === 'DS') return `${record.keyTag} ${record.algorithm} ${record.digestType}`;
  return recordValue(record);
}

/** Octets of strangers are shown, never obeyed. */
const short = (text: string): string =>
  plainValue(text.length <= MAX_CHARS ? text : text.slice(0, MAX_CHARS - 1)) +
  (text.length <= MAX_CHARS ? '' : '…');
