/**
 * Is a domain signed, and do its signatures hold? The resolver validates and says so: AD where they hold, SERVFAIL with a
 * reason (RFC 8914) where they do not, and then the same question with CD is answered (RFC 4035 §3.2.2). Where it says
 * neither, the DS at the parent tells whether the zone is meant to be signed.
 */
import { instantOf } from '../../base/clock.ts';
import type { DnssecFacts } from '../../findings/facts/routing.ts';
import type { Observed } from '../../findings/observed.ts';
import { isNxDomain } from '../answers.ts';
import type { AuditContext } from '../audit/types.ts';
import type { DnsObservation, DnsRecord, DnsSignature, DnsType } from '../dns/types.ts';
import { type Recorder, recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import { findSoa } from './soa.ts';

/** Absent: NXDOMAIN. Unknown: neither the answers nor the DS tell. */
export async function gatherDnssec(domain: string, context: AuditContext): Promise<Observed<DnssecFacts>> {
  const { clock, signal } = context;
  const recorder = recordingResolver(context.resolver);
  const [found, ...answers] = await Promise.all([
    findSoa(domain, recorder, signal),
    recorder.lookup(domain, 'MX', signal),
    recorder.lookup(domain, 'TXT', signal),
  ]);
  const all = [found.answer, ...answers];
  const from = () => computedFrom('DNSSEC (RFC 4035 §4.3)', recorder);
  const bogus = await failingOf(all, recorder, signal);
  if (bogus.length > 0) {
    const reasons = [...new Set(bogus.flatMap(extendedErrors))];
    const failing = bogus.map(questionOf);
    const value = { domain, state: 'bogus' as const, reasons, failing, algorithms: [], digestTypes: [] };
    return present(value, clock, from());
  }
  if (found.state === 'no-such-domain') return absent(clock, found.answer.from);
  if (found.state === 'failed' && found.answer.state === 'unknown')
    return unknown(found.answer.why, clock, found.answer.from);
  const apex = found.state === 'found' ? found.apex : domain;
  const signatures = all.flatMap((answer) =>
    answer.state === 'present' ? (answer.value.signatures ?? []) : [],
  );
  const isSecure = isAuthenticated(found.answer);
  const validates = isSecure || (await isValidating(recorder, signal));
  // A validating resolver that says nothing of an answer without signatures: the zone is unsigned.
  if (!isSecure && validates && signatures.length === 0 && !isNxDomain(found.answer))
    return present({ ...blank(domain), state: 'unsigned' }, clock, from());
  const ds = await recorder.lookup(apex, 'DS', signal);
  if (ds.state === 'unknown' && !isSecure) return unknown(ds.why, clock, ds.from);
  const state = isSecure ? 'secure' : stateWithoutAd(ds, signatures, validates);
  return present({ ...blank(domain), ...seenIn(ds, signatures), state }, clock, from());
}

function stateWithoutAd(
  ds: DnsObservation,
  signatures: readonly DnsSignature[],
  validates: boolean,
): DnssecFacts['state'] {
  if (ds.state === 'present') return validates ? 'unsupported' : 'not-validating';
  return signatures.length > 0 ? 'no-ds' : 'unsigned';
}

const blank = (domain: string): DnssecFacts => ({
  domain,
  state: 'unsigned',
  reasons: [],
  failing: [],
  algorithms: [],
  digestTypes: [],
});

/** The codes that say why validation failed (RFC 8914 §4.6–4.13; 25: IANA registry). */
const dnssecErrors = new Set([5, 6, 7, 8, 9, 10, 11, 12, 25]);

/** The answers that are refused for DNSSEC's sake: SERVFAIL with such a reason, or with CD there is an answer. */
async function failingOf(
  answers: readonly DnsObservation[],
  recorder: Recorder,
  signal: AbortSignal | undefined,
): Promise<readonly DnsObservation[]> {
  const failed = answers.filter((answer) => answer.state === 'unknown' && answer.why.code === 'servfail');
  const verdicts = await Promise.all(failed.map((answer) => isBogus(answer, recorder, signal)));
  return failed.filter((_, place) => verdicts[place] === true);
}

/** Without a reason from the resolver: with CD there is an answer, and the name is signed or meant to be. */
async function isBogus(
  answer: DnsObservation,
  recorder: Recorder,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (extendedErrors(answer).some((error) => dnssecErrors.has(Number.parseInt(error, 10)))) return true;
  const [name = '', type] = questionOf(answer).split(' ');
  const unchecked = await recorder.lookupUnchecked?.(name, type as DnsType, signal);
  if (unchecked === undefined || unchecked.state === 'unknown') return false;
  if (unchecked.state === 'present' && unchecked.value.signatures !== undefined) return true;
  const ds = await recorder.lookup(name, 'DS', signal);
  return ds.state === 'present';
}

const extendedErrors = ({ from }: DnsObservation): readonly string[] =>
  from.kind === 'dns' ? (from.extendedErrors ?? []) : [];

/** 'example.org MX'. */
function questionOf({ from }: DnsObservation): string {
  const [name = '', type = ''] = from.kind === 'dns' ? from.question.split(' ') : [];
  return `${name.endsWith('.') ? name.slice(0, -1) : name} ${type}`;
}

const isAuthenticated = (answer: DnsObservation): boolean =>
  answer.from.kind === 'dns' && answer.from.isAuthenticated === true;

/** The root is signed: a resolver that validates says so of its NS records. One question for all domains. */
async function isValidating(recorder: Recorder, signal: AbortSignal | undefined): Promise<boolean> {
  return isAuthenticated(await recorder.lookup('.', 'NS', signal));
}

function seenIn(
  ds: DnsObservation,
  signatures: readonly DnsSignature[],
): Pick<DnssecFacts, 'algorithms' | 'digestTypes' | 'signature'> {
  const records: readonly DnsRecord[] = ds.state === 'present' ? ds.value.records : [];
  const digests = records.flatMap((record) => (record.type === 'DS' ? record : []));
  const [first] = [...signatures].sort((a, b) => a.expiration - b.expiration);
  return {
    algorithms: ascending([...digests, ...signatures].map(({ algorithm }) => algorithm)),
    digestTypes: ascending(digests.map(({ digestType }) => digestType)),
    ...(first !== undefined && {
      signature: {
        over: `${first.name} ${first.typeCovered}`,
        madeAt: instantOf(first.inception * 1000),
        endsAt: instantOf(first.expiration * 1000),
      },
    }),
  };
}

const ascending = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].sort((a, b) => a - b);
