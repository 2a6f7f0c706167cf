/** A rejection explained, as the command line tells it: the verdict, what to do, what was looked at, the rest folded. */
import { Chip, type Tone } from '../components/chip.tsx';
import { CopyButton } from '../components/copy.tsx';
import { EvidenceTable, shownLine } from '../components/evidence-table.tsx';
import { FixList } from '../components/fix-list.tsx';
import { type FoldedAnswer, FoldedAnswers, SHOWN_WHOLE } from '../components/lazy-details.tsx';
import { Verdict } from '../components/verdict.tsx';
import type { ExplainDocument, Explanation } from '../documents/types.ts';
import { session } from '../state/session.ts';
import { t } from '../texts/texts.ts';
import { Givable } from './givable.tsx';
import { cutAtMarks, placesIn } from './quote.ts';

export function ExplainAnswer({ document }: { readonly document: ExplainDocument }) {
  const { explanations, overview } = document;
  const isWhole = explanations.length <= SHOWN_WHOLE;
  return (
    <>
      {overview !== undefined && (
        <section class={`verdict ${explanations.some(isRefused) ? 'bad' : 'unknown'}`}>
          <h2>{overview.title}</h2>
          {isWhole && (
            <ul>
              {overview.causes.map(({ text, groups: [group = 0] }) => (
                <li key={text}>
                  <a href={`#group-${group}`}>{text}</a>
                </li>
              ))}
            </ul>
          )}
          {overview.ordinary !== '' && <p class="note">{overview.ordinary}</p>}
        </section>
      )}
      {isWhole ? (
        explanations.map((explanation, place) => (
          <div key={keyOf(explanation, place)} id={`group-${place}`}>
            <OneExplanation explanation={explanation} />
          </div>
        ))
      ) : (
        <FoldedAnswers answers={foldsOf(document)} />
      )}
    </>
  );
}

/** Of many one fold for each cause, and behind them mail that reports nothing. */
function foldsOf({ explanations, overview }: ExplainDocument): readonly FoldedAnswer[] {
  const causes = overview?.causes ?? [];
  const told = new Set(causes.flatMap(({ groups }) => groups));
  const others = explanations.filter((_, place) => !told.has(place));
  return [
    ...causes.map(({ text, groups }, place) =>
      foldOf(
        groups.flatMap((group) => explanations[group] ?? []),
        `cause ${place}`,
        text,
      ),
    ),
    ...others.map((explanation, place) => foldOf([explanation], `other ${place}`, '')),
  ];
}

const isRefused = ({ verdict }: Explanation): boolean =>
  verdict.class === 'permanent' || verdict.class === 'transient';

/** One cause: its only group, or each of its groups folded in turn. */
function foldOf(groups: readonly Explanation[], key: string, text: string): FoldedAnswer {
  const [first] = groups;
  if (first === undefined) return { key, tone: 'unknown', headline: text, draw: () => null };
  return {
    key,
    // What was put off is no refusal, and no praise either.
    tone: first.verdict.class === 'transient' ? 'unknown' : toneOf(first),
    word: t(`answer.fate.${first.verdict.class}`),
    headline: text === '' ? groupHeadline(first) : text,
    draw: () =>
      groups.length === 1 ? (
        <OneExplanation explanation={first} />
      ) : (
        <FoldedAnswers
          answers={groups.map((group, place) => foldOf([group], keyOf(group, place), groupHeadline(group)))}
        />
      ),
  };
}

/** The headline names the recipient of one; of several it is the cause and some of them. */
function groupHeadline(explanation: Explanation): string {
  const { count, words } = explanation;
  if (count === 1) return words.headline;
  const who = recipientsOf(explanation, 2);
  return `${t('answer.times', { count })}: ${words.title}${who === '' ? '' : ` · ${who}`}`;
}

/** 'a@dest.example, b@dest.example and 41 more'. */
function recipientsOf(explanation: Explanation, limit = explanation.recipients.length): string {
  const { count, recipients, recipientCount = count } = explanation;
  const names = recipients.slice(0, limit).join(', ');
  const rest = recipientCount - Math.min(limit, recipients.length);
  return names === '' || rest === 0 ? names : t('answer.andMore', { names, count: rest });
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
            {recipients.length > 0 && ` · ${recipientsOf(explanation)}`}
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
            {cutAtMarks(words.quote, placesIn(words.quote, verdict.classification.quoted)).map(
              (piece, place) => (piece.isMarked ? <mark key={`${place} m`}>{piece.text}</mark> : piece.text),
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
      {words.missing.length > 0 && (
        <>
          <h2>{t('answer.missing')}</h2>
          <Givable sentences={words.missing} />
        </>
      )}
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

/** What decided where no rule of words did (`classification.rule`). */
const decidedBy: Readonly<Record<string, string>> = {
  likeness: 'answer.ruleLikeness',
  'reply-code': 'answer.ruleReplyCode',
  'enhanced-status': 'answer.ruleEnhanced',
  none: 'answer.ruleNone',
};

function More({ explanation }: { readonly explanation: Explanation }) {
  const { words, verdict } = explanation;
  const { rule } = verdict.classification;
  return (
    <>
      <h2>{t('answer.more')}</h2>
      {words.tell !== '' && (
        <details open>
          <summary>
            {words.tellTo === undefined ? t('answer.tell') : t('answer.tellTo', { to: words.tellTo })}
          </summary>
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
          {rule !== undefined && <li>{t(decidedBy[rule] ?? 'answer.rule', { rule })}</li>}
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
