/**
 * "I fixed it, but it is still red": the mail records as the resolver remembers them beside what a name server of the
 * zone says. Without a name server only what the resolver says stands there.
 */
import type { RecordCopy } from '../../findings/facts/routing.ts';
import { type AuthorityClient, recordValue } from '../dns/index.ts';
import type { DnsObservation, DnsRecord, DnsType, Resolver } from '../dns/types.ts';

interface Speaker {
  readonly authorities: AuthorityClient;
  /** Address of a name server that answers with authority. */
  readonly speaker: string;
}

/** Values kept of one record set, and characters of each. */
const maxValues = 32;
const maxLength = 512;

export async function compareRecords(
  domain: string,
  resolver: Resolver,
  ask: Speaker | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly RecordCopy[]> {
  // For many domains at once only what was asked anyway.
  const questions: readonly (readonly [string, DnsType])[] =
    ask === undefined
      ? [[domain, 'MX']]
      : [
          [domain, 'MX'],
          [domain, 'TXT'],
          [`_dmarc.${domain}`, 'TXT'],
        ];
  return Promise.all(
    questions.map(async ([name, type]) => {
      const [cached, authoritative] = await Promise.all([
        resolver.lookup(name, type, signal),
        ask?.authorities.ask(ask.speaker, name, type, signal),
      ]);
      const own = authoritative?.state === 'answered' && isSaid(authoritative) ? authoritative : undefined;
      const records = own?.answers.filter((record) => record.type === type);
      // An alias leads to another zone, of which this server says nothing.
      const isAlias = own?.answers.some((record) => record.type === 'CNAME') === true;
      return {
        name,
        type,
        ...cachedPart(cached),
        ...(records !== undefined && !isAlias && { authoritative: valuesOf(records) }),
        ...(records?.[0] !== undefined &&
          !isAlias && { ttlSeconds: Math.min(...records.map(({ ttl }) => ttl)) }),
      };
    }),
  );
}

const isSaid = ({ rcode, isAuthoritative }: { readonly rcode: string; readonly isAuthoritative: boolean }) =>
  isAuthoritative && (rcode === 'NOERROR' || rcode === 'NXDOMAIN');

function cachedPart(answer: DnsObservation): Pick<RecordCopy, 'cached' | 'cachedSeconds'> {
  if (answer.state === 'unknown') return {};
  const seconds = answer.from.kind === 'dns' ? answer.from.ttlSeconds : undefined;
  const cached = answer.state === 'present' ? valuesOf(answer.value.records) : [];
  return { cached, ...(seconds !== undefined && { cachedSeconds: seconds }) };
}

function valuesOf(records: readonly DnsRecord[]): readonly string[] {
  const values = records.map((record) => (recordValue(record) ?? '').slice(0, maxLength));
  return values.sort().slice(0, maxValues);
}
