/** `waypost audit --reports PATH` without a name: every domain that the reports are about, and nothing asked. */
import { writeFileSync } from 'node:fs';
import type { Audit } from '../../audit/audit-case.ts';
import type { Gathered } from '../../audit/gather-cases.ts';
import type { ReportsReader } from '../../audit/reports/index.ts';
import { gatheredFromReports } from '../../audit/reports-only.ts';
import { formatEvidence } from '../../audit/saved-evidence.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { type CliIo, EXIT, writeTo } from '../io.ts';
import { printable } from '../wrap.ts';
import { isFailing } from './fail-on.ts';
import type { AuditOptions } from './options.ts';
import { answerWriter, writtenAudit } from './write-audits.ts';

/** Domains named in the line that opens; the summaries name all. */
const MAX_NAMED = 20;

interface Tools {
  readonly texts: Catalogue;
  readonly judge: (gathered: Gathered) => Audit;
  readonly reports: ReportsReader;
}

/** Answers the exit code. */
export async function judgeReports(
  { texts, judge, reports }: Tools,
  options: AuditOptions,
  io: CliIo,
): Promise<number> {
  const { domains, unnamed } = await reports.all();
  const gathered = domains.flatMap((shelf) =>
    shelf.state === 'present' ? [gatheredFromReports(shelf)] : [],
  );
  const names = gathered.slice(0, MAX_NAMED).map(({ subject }) => subject.name);
  const more = gathered.length > names.length ? ', …' : '';
  const rest = unnamed === 0 ? '' : texts.ui('reports.unnamed', { count: unnamed });
  const told = texts.ui('reports.domains', { count: gathered.length, names: `${names.join(', ')}${more}` });
  await writeTo(
    io.stderr,
    `waypost audit: ${printable([told, rest].filter((part) => part !== '').join(' '))}\n`,
  );
  const writer = answerWriter(options, texts, io, gathered.length > 1);
  const audits = gathered.map(judge);
  for (const audit of audits) await writer.add(writtenAudit(audit, texts));
  await writer.end();
  if (options.saveEvidence !== undefined)
    writeFileSync(options.saveEvidence, formatEvidence(audits), { mode: 0o600 });
  return audits.some((audit) => isFailing(audit, options)) ? EXIT.found : EXIT.explained;
}
