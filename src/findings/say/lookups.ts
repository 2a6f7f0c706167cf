/** The look-ups behind a shelf of evidence, each as one line: question, answer code, server, time, TTL. */
import type { DnsSource, Observed } from '../observed.ts';

export interface LookupLine {
  readonly line: string;
  readonly elapsedMs: number;
  /** What was answered: '10 mx.example.org; 20 mx2.example.org'. */
  readonly answer?: string;
}

function lineOf(source: DnsSource): LookupLine {
  const facts = [
    source.question,
    source.rcode,
    source.isAuthenticated ? 'AD' : undefined,
    ...(source.extendedErrors ?? []).map((error) => `EDE ${error}`),
    source.server === '' ? undefined : `@${source.server}`,
    source.isCached ? 'cached' : `${Math.round(source.elapsedMs)} ms`,
    source.ttlSeconds === undefined ? undefined : `TTL ${source.ttlSeconds} s`,
  ];
  return {
    line: facts.filter((fact) => fact !== undefined).join(' '),
    elapsedMs: Math.round(source.elapsedMs),
    ...(source.answer !== undefined && { answer: source.answer.join('; ') }),
  };
}

/** Every look-up that an observation rests on, in order. */
export function lookupsOf(observed: Observed<unknown> | undefined): readonly LookupLine[] {
  if (observed === undefined) return [];
  const { from } = observed;
  if (from.kind === 'dns') return [lineOf(from)];
  if (from.kind === 'computed') return from.lookups.map(lineOf);
  if (from.kind === 'smtp')
    return [
      { line: `SMTP ${from.server} ${Math.round(from.elapsedMs)} ms`, elapsedMs: Math.round(from.elapsedMs) },
    ];
  return [];
}
