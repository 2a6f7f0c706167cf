/** Findings, worst first: what it is, the reply that would come, what to do, the thing to copy, what it rests on. */
import type { ComponentChildren } from 'preact';
import { toneOfSeverity } from '../answer/marks.ts';
import type { AuditFinding, Citation } from '../documents/types.ts';
import { t } from '../texts/texts.ts';
import { StateWord } from './chip.tsx';
import { Commands } from './commands.tsx';
import { Letter, Record } from './copy.tsx';
import { Lookups } from './evidence-table.tsx';
import { Reply } from './reply.tsx';

export function FindingList({
  findings,
  note,
}: {
  readonly findings: readonly AuditFinding[];
  /** Something beside a finding: since when it is so. */
  readonly note?: (finding: AuditFinding) => ComponentChildren;
}) {
  return (
    <ul class="findings">
      {findings.map((finding, place) => (
        <li
          key={`${place} ${finding.check} ${finding.subject}`}
          class={toneOfSeverity(finding.severity, finding.mark)}
        >
          <FindingBody finding={finding} note={note?.(finding)} />
        </li>
      ))}
    </ul>
  );
}

/** One finding without its frame. */
function FindingBody({
  finding,
  note,
}: {
  readonly finding: AuditFinding;
  readonly note: ComponentChildren;
}) {
  return (
    <>
      <h3>
        <StateWord tone={toneOfSeverity(finding.severity, finding.mark)}>{finding.word}</StateWord>{' '}
        {finding.label}
      </h3>
      {note}
      {finding.detail !== '' && <p>{finding.detail}</p>}
      {finding.reply !== '' && (
        <>
          <p class="note">{t('answer.replyWouldBe')}</p>
          <Reply text={finding.reply} />
        </>
      )}
      {finding.todo !== '' && <p>{finding.todo}</p>}
      {finding.records.map((record) => (
        <Record key={record} text={record} />
      ))}
      <Commands lines={finding.commands} />
      {finding.contacts.map((letter) => (
        <Letter key={letter} text={letter} />
      ))}
      <Sources sources={finding.sources} />
      <Lookups lookups={finding.lookups} />
      <RuleName name={finding.check} />
    </>
  );
}

/** The id of a rule, said to be one: it finds the rule in the documentation and in reports. */
export function RuleName({ name }: { readonly name: string }) {
  return (
    <p class="note">
      {t('common.rule')} <span class="mono">{name}</span>
    </p>
  );
}

/** RFC sections and providers' pages, with the day they were read. */
export function Sources({ sources }: { readonly sources: readonly Citation[] }) {
  if (sources.length === 0) return null;
  return (
    <p class="note">
      {t('answer.restsOn')}{' '}
      {sources.map(({ title, url, seen }, place) => (
        <span key={title}>
          {place > 0 && '; '}
          {url !== undefined && /^https:\/\//.test(url) ? (
            <a href={url} target="_blank" rel="noreferrer noopener">
              {title}
            </a>
          ) : (
            title
          )}
          {seen !== undefined && ` (${t('answer.seen', { day: seen })})`}
        </span>
      ))}
    </p>
  );
}
