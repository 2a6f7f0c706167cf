/** Theme, language, and who is signed in. Closes with Escape and when something else is pressed. */
import { useEffect, useRef } from 'preact/hooks';
import { signInTo } from '../router/match.ts';
import { arrivals, place } from '../router/router.ts';
import { chooseLanguage, meta, person, session, signOut } from '../state/session.ts';
import { setTheme, theme, themes } from '../state/theme.ts';
import { asLanguage, language, languages, t } from '../texts/texts.ts';

/** The page begins anew: nothing of who leaves stays in it. */
async function leave(): Promise<void> {
  // Not what was searched for: others may sign in at this screen.
  const { path } = place.peek();
  await signOut();
  location.assign(signInTo(path));
}

export function Menu() {
  const box = useRef<HTMLDetailsElement>(null);
  const arrived = arrivals.value;
  useEffect(() => box.current?.removeAttribute('open'), [arrived]);
  useEffect(() => {
    const close = (event: Event): void => {
      const menu = box.current;
      if (menu === null || !menu.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        menu.open = false;
        menu.querySelector('summary')?.focus();
      } else if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    };
    document.addEventListener('keydown', close);
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('keydown', close);
      document.removeEventListener('pointerdown', close);
    };
  }, []);
  return (
    <details class="menu" ref={box}>
      <summary>{person.value?.name || person.value?.email || t('shell.menu')}</summary>
      <div>
        {person.value !== undefined && (
          <p class="note">
            {person.value.email} · {t(`words.role.${person.value.role}`)}
          </p>
        )}
        <div class="field">
          <label for="menu-theme">{t('shell.theme')}</label>
          <select
            id="menu-theme"
            value={theme.value}
            onChange={(event) => setTheme(event.currentTarget.value)}
          >
            {themes.map((name) => (
              <option key={name} value={name}>
                {t(`shell.themes.${name}`)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="menu-language">{t('shell.language')}</label>
          <select
            id="menu-language"
            value={language()}
            onChange={(event) => void chooseLanguage(asLanguage(event.currentTarget.value) ?? 'en')}
          >
            {languages.map((tag) => (
              <option key={tag} value={tag} lang={tag}>
                {t(`shell.languages.${tag}`)}
              </option>
            ))}
          </select>
        </div>
        {session.value !== undefined ? (
          <button type="button" onClick={() => void leave()}>
            {t('shell.signOut')}
          </button>
        ) : (
          <a class="button" href="/sign-in">
            {t('shell.signIn')}
          </a>
        )}
        {meta.value !== undefined && (
          <p class="note">
            {t('shell.version', { version: meta.value.version })} ·{' '}
            <a href="/api/v1/docs">{t('shell.api')}</a>
          </p>
        )}
      </div>
    </details>
  );
}
