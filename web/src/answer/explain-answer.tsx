/** A rejection explained, as the command line tells it: the verdict, what to do, what was looked at, the rest folded. */
import { Chip, type Tone } from '../components/chip.tsx';
import { CopyButton } from '../components/copy.tsx';
import { EvidenceTable, shownLine } from '../components/evidence-table.tsx';
import { FixList } from '../components/fix-list.tsx';
import { FoldedAnswers, SHOWN_WHOLE } from '../components/lazy-details.tsx';
import { Verdict } from '../components/verdict.tsx';
import type { ExplainDocument, Explanation } from '../documents/types.ts';
import { session } from '../state/session.ts';
import { t } from '../texts/texts.ts';
import { cutAtMarks } from './quote.ts';

export function ExplainAnswer({ document }: { readonly document: ExplainDocument }) {
  const { explanations, total } = document;
  const refusals = explanations.filter(({ verdict }) => verdict.class !== 'none');
  const whole = explanations.length > SHOWN_WHOLE ? [] : explanations;
  const headlineOf = ({ count, words }: Explanation): string =>
    `${t('answer.times', { count })}: ${words.headline}`;
  return (
    <>
      {explanations.length > 1 && (
        <section class="verdict bad">
          <h2>{t('answer.groups', { total, count: refusals.length })}</h2>
          {whole.length > 0 && (
            <ul>
              {whole.map((explanation, place) => (
                <li key={keyOf(explanation, place)}>
                  <a href={`#group-${place}`}>{headlineOf(explanation)}</a>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {whole.map((explanation, place) => (
        <div key={keyOf(explanation, place)} id={`group-${place}`}>
          <OneExplanation explanation={explanation} />
        </div>
      ))}
      {explanations.length > whole.length && (
        <FoldedAnswers
          answers={explanations.map((explanation, place) => ({
            key: keyOf(explanation, place),
            tone: toneOf(explanation),
            headline: headlineOf(explanation),
            draw: () => <OneExplanation explanation={explanation} />,
          }))}
        />
      )}
    </>
  );
}

const keyOf = ({ source }: Explanation, place: number): string => `${place} ${source}`;

function toneOf({ verdict }: Explanation): 'bad' | 'good' | 'unknown' {
  if (verdict.class === 'none') return 'good';
  if (verdict.class === 'notice') return 'unknown';
  return verdict.category === 'unknown' && !verdict.cause.isAsserted ? 'unknown' : 'bad';
}

const SURE = 0.8;

/** What a fact is told by: the class first, then whose turn, how sure, and the category. */
function toneOfFact(fact: string, place: number, { verdict, words }: Explanation): Tone {
  if (fact === words.turn) return 'you';
  if (fact === verdict.category) return 'plain';
  if (place === 0) return verdict.class === 'permanent' ? 'bad' : 'plain';
  return verdict.confidence >= SURE ? 'good' : 'plain';
}

function OneExplanation({ explanation }: { readonly explanation: Explanation }) {
  const { words, verdict, count, recipients } = explanation;
  return (
    <>
      <Verdict tone={toneOf(explanation)} title={words.headline}>
        {count > 1 && (
          <p class="note">
            {t('answer.times', { count })}
            {recipients.length > 0 && ` · ${recipients.join(', ')}`}
          </p>
        )}
        <div class="chips">
          {words.facts.map((fact, place) => (
            <Chip key={fact} tone={toneOfFact(fact, place, explanation)}>
              {fact}
            </Chip>
          ))}
          {words.said !== '' && <Chip>{t('answer.saidBy', { said: words.said })}</Chip>}
        </div>
        {words.quote !== '' && (
          <blockquote>
            {cutAtMarks(words.quote, verdict.classification.quoted).map((piece, place) =>
              piece.isMarked ? <mark key={`${place} m`}>{piece.text}</mark> : piece.text,
            )}
          </blockquote>
        )}
        {words.codeMeanings.map((meaning) => (
          <p class="note" key={meaning}>
            {meaning}
          </p>
        ))}
        {words.fine !== '' && <p class="note">{words.fine}</p>}
      </Verdict>
      {words.fixes.length > 0 && (
        <>
          <h2>{t('answer.doThis')}</h2>
          <FixList fixes={words.fixes} />
        </>
      )}
      <Sentences title={t('answer.mayBe')} sentences={words.possibilities} />
      <h2>{t('answer.lookedAt')}</h2>
      {words.evidence.length > 0 ? (
        <EvidenceTable lines={words.evidence.map(shownLine)} />
      ) : (
        <p class="note">{t('answer.nothingLookedAt')}</p>
      )}
      <Sentences title={t('answer.missing')} sentences={words.missing} />
      <More explanation={explanation} />
    </>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

function More({ explanation }: { readonly explanation: Explanation }) {
  const { words, verdict } = explanation;
  const { rule } = verdict.classification;
  return (
    <>
      <h2>{t('answer.more')}</h2>
      {words.tell !== '' && (
        <details open>
          <summary>{t('answer.tell')}</summary>
          <p class="letter">{words.tell}</p>
          <CopyButton text={words.tell} />
        </details>
      )}
      {words.avoid.length > 0 && (
        <details>
          <summary>{t('answer.avoid')}</summary>
          <ul>
            {words.avoid.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
      {words.wait !== '' && (
        <details>
          <summary>{t('answer.wait')}</summary>
          <p>{words.wait}</p>
        </details>
      )}
      {words.contact !== '' && (
        <details>
          <summary>{t('answer.contact')}</summary>
          <p class="letter">{words.contact}</p>
        </details>
      )}
      <details>
        <summary>{t('answer.decided')}</summary>
        <ul>
          {rule !== undefined && <li>{t('answer.rule', { rule })}</li>}
          <li>
            {t('answer.category', { category: verdict.category })}{' '}
            {session.value !== undefined && (
              <a href={`/reports?tag=${encodeURIComponent(verdict.category)}`}>{t('answer.sameCategory')}</a>
            )}
          </li>
          {verdict.cause.category !== verdict.category && (
            <li>{t('answer.cause', { category: verdict.cause.category })}</li>
          )}
          {words.moves.map((move) => (
            <li key={move}>{move}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
