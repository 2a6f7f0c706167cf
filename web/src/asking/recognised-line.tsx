/** 'Recognised: an SMTP reply from Google. Live look-ups on.', and the choice of another reading. */
import type { AskKind, Recognised } from '../api/shapes.ts';
import { hasText, t } from '../texts/texts.ts';
import { recognisedKey } from './question.ts';

const kinds = ['explain', 'audit', 'check'] as const;

export function RecognisedLine({
  id,
  recognised,
  kind,
  lookups,
  choose,
}: {
  readonly id: string;
  readonly recognised: Recognised | undefined;
  readonly kind: AskKind;
  readonly lookups: 'on' | 'off' | 'limited';
  /** undefined: there is no choice. */
  readonly choose: ((kind: AskKind) => void) | undefined;
}) {
  const key = recognised === undefined ? '' : recognisedKey(recognised);
  const said =
    recognised === undefined
      ? ''
      : t(hasText(key) ? key : `ask.what.${recognised.what}`, { name: recognised.name ?? '' });
  return (
    <>
      <span class="note" id={id} role="status">
        {said !== '' && `${t('ask.recognised', { what: said })} `}
        {t(`ask.lookups.${lookups}`)}
      </span>
      {recognised !== undefined && choose !== undefined && (
        <label class="note as">
          {t('ask.treatAs')}{' '}
          <select
            value={kind}
            onChange={(event) => {
              const next = kinds.find((one) => one === event.currentTarget.value);
              if (next !== undefined) choose(next);
            }}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`words.kind.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
