/** One finding of a message: its place, the reply that would come, what to do. */
import { toneOfClass } from '../answer/marks.ts';
import type { MessageFindingWords } from '../documents/types.ts';
import { t } from '../texts/texts.ts';
import { StateWord } from './chip.tsx';
import { RuleName, Sources } from './finding-list.tsx';
import { Reply } from './reply.tsx';

interface ItemProps {
  readonly finding: MessageFindingWords;
  /** Its place is marked now. */
  readonly isAt?: boolean;
  /** Pointing at it, or the focus on it, marks its place. */
  readonly onPoint?: () => void;
}

export function MessageFindingItem({ finding, isAt = false, onPoint }: ItemProps) {
  const { word, label, detail, where, snippet } = finding;
  return (
    <li
      class={`${toneOfClass(finding.consequence, finding.mark)}${isAt ? ' at' : ''}`}
      // Not when the page scrolls below a pointer that rests: the focus may have gone elsewhere.
      onMouseMove={onPoint}
      onFocusCapture={onPoint}
    >
      <h3>
        <StateWord tone={toneOfClass(finding.consequence, finding.mark)}>{word}</StateWord> {label}
      </h3>
      {detail !== '' && <p>{detail}</p>}
      {where !== '' && (
        <p class="note">
          {onPoint === undefined ? (
            where
          ) : (
            <button type="button" class="plain" aria-pressed={isAt} onClick={onPoint}>
              {where}
            </button>
          )}{' '}
          <code>{snippet}</code>
        </p>
      )}
      {finding.reply !== '' && (
        <>
          <p class="note">{finding.replyLabel}</p>
          <Reply text={finding.reply} />
        </>
      )}
      {finding.todo !== '' && <p>{finding.todo}</p>}
      {finding.also.length > 0 && <p class="note">{t('answer.also', { also: finding.also.join('; ') })}</p>}
      {finding.isFixable && <p class="note">{t('answer.fixable')}</p>}
      {finding.whyNotFixed !== '' && <p class="note">{finding.whyNotFixed}</p>}
      {finding.rules.length > 0 && <p class="note mono">{finding.rules.join(', ')}</p>}
      <Sources sources={finding.sources} />
      <RuleName name={finding.check} />
    </li>
  );
}
