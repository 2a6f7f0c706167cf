/** Sentences that say what could be given to look further; they name fields of Ask, which not every reader has. */
import { may } from '../state/session.ts';
import { t } from '../texts/texts.ts';

export function Givable({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {!may('ask') && <p class="note">{t('answer.fieldsOfAsk')}</p>}
    </>
  );
}
