/** A checked message, or several: findings by what follows from them. The message itself is on its own page. */
import { Chip } from '../components/chip.tsx';
import { FoldedAnswers, SHOWN_WHOLE } from '../components/lazy-details.tsx';
import { MessageFindingItem } from '../components/message-finding.tsx';
import { Verdict } from '../components/verdict.tsx';
import type { CheckDocument, MessageFindingWords } from '../documents/types.ts';
import { t } from '../texts/texts.ts';
import { findingWords } from './message-words.ts';

export function CheckAnswer({ documents }: { readonly documents: readonly CheckDocument[] }) {
  if (documents.length > SHOWN_WHOLE)
    return (
      <FoldedAnswers
        answers={documents.map((document, place) => ({
          key: `${place} ${document.message.name}`,
          tone: toneOfMessage(document),
          headline: findingWords(document).headline,
          draw: () => <OneMessage document={document} />,
        }))}
      />
    );
  return (
    <>
      {documents.map((document, place) => (
        <OneMessage key={`${place} ${document.message.name}`} document={document} />
      ))}
    </>
  );
}

/** As a list of reports tells it: what is only worth knowing is not bad. */
export function toneOfMessage({ findings }: CheckDocument): 'bad' | 'good' | 'unknown' {
  if (findings.some((finding) => finding.outcome === 'fail' && finding.class !== 'information')) return 'bad';
  return findings.some(({ outcome }) => outcome !== 'unknown') ? 'good' : 'unknown';
}

function OneMessage({ document }: { readonly document: CheckDocument }) {
  const { failed, unknown, passed, headline, counts } = findingWords(document);
  const classes = Map.groupBy(failed, ({ consequence }) => consequence);
  return (
    <>
      <Verdict tone={toneOfMessage(document)} title={headline}>
        <div class="chips">
          {counts
            .split(' · ')
            .filter((count) => count !== '')
            .map((count) => (
              <Chip key={count}>{count}</Chip>
            ))}
        </div>
      </Verdict>
      {[...classes].map(([consequence, findings]) => (
        <section key={consequence}>
          <h2>{t(`answer.class.${consequence}`)}</h2>
          <MessageFindings findings={findings} />
        </section>
      ))}
      <h2>{t('answer.more')}</h2>
      <FoldedFindings title={t('answer.notAnswered', { count: unknown.length })} findings={unknown} />
      <FoldedFindings title={t('answer.inOrder', { count: passed.length })} findings={passed} />
    </>
  );
}

function MessageFindings({ findings }: { readonly findings: readonly MessageFindingWords[] }) {
  return (
    <ul class="findings">
      {findings.map((finding, place) => (
        <MessageFindingItem key={`${place} ${finding.check}`} finding={finding} />
      ))}
    </ul>
  );
}

function FoldedFindings({
  title,
  findings,
}: {
  readonly title: string;
  readonly findings: readonly MessageFindingWords[];
}) {
  if (findings.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <MessageFindings findings={findings} />
    </details>
  );
}
