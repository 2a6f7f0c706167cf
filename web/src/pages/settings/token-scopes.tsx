/** What a token may do, as boxes; only what one may do oneself is offered. */
import type { Scope } from '../../api/shapes.ts';
import { CheckField, type FormValues } from '../../components/form.tsx';
import { session } from '../../state/session.ts';
import { t } from '../../texts/texts.ts';

const all: readonly Scope[] = ['read', 'ask', 'write', 'admin', 'metrics'];

const offeredScopes = (mine: readonly Scope[]): readonly Scope[] =>
  all.filter((scope) => mine.includes(scope));

export const chosenScopes = (values: Pick<FormValues, 'isOn'>): readonly Scope[] =>
  all.filter((scope) => values.isOn(`scope-${scope}`));

export function ScopeFields() {
  return (
    <fieldset class="checks">
      <legend>{t('settings.mayDo')}</legend>
      {offeredScopes(session.value?.scopes ?? []).map((scope) => (
        <CheckField
          key={scope}
          name={`scope-${scope}`}
          label={t(`settings.scope.${scope}`)}
          isOn={scope === 'read'}
        />
      ))}
    </fieldset>
  );
}
