/** The frame of every page: header, the page, toasts; and who may see what. */
import { useEffect } from 'preact/hooks';
import { Failure } from '../components/states.tsx';
import { Toasts } from '../components/toast.tsx';
import { signInTo } from '../router/match.ts';
import { Outlet } from '../router/outlet.tsx';
import { go, place } from '../router/router.ts';
import { type FoundRoute, findRoute } from '../router/routes.ts';
import { isAway, startLive } from '../state/live.ts';
import { may, meta, session, startProblem, startSession, wasSignedIn } from '../state/session.ts';
import { t } from '../texts/texts.ts';
import { Header } from './header.tsx';

/** Where somebody must go first: the set-up, the sign-in, the public page; undefined where the page may be shown. */
function detour(found: FoundRoute | undefined): string | undefined {
  if (found === undefined || found.route.needs === 'open' || session.value !== undefined) return undefined;
  if (meta.value?.needsSetup) return '/setup';
  const { path, search } = place.value;
  if (path === '/' && meta.value?.publicAsk && !wasSignedIn.value) return '/public';
  return signInTo(path + search);
}

export function Shell() {
  const found = findRoute(place.value.path);
  const elsewhere = startProblem.value === undefined ? detour(found) : undefined;
  const isSignedIn = session.value !== undefined;
  useEffect(() => {
    if (elsewhere !== undefined) go(elsewhere, { replace: true });
  }, [elsewhere]);
  useEffect(() => (isSignedIn ? startLive() : undefined), [isSignedIn]);
  return (
    <>
      <a class="skip" href="#main">
        {t('shell.skip')}
      </a>
      <Header section={found?.route.section} />
      <div role="status">{isAway.value && <p class="failure away">{t('shell.away')}</p>}</div>
      <div id="main" tabIndex={-1}>
        {elsewhere === undefined && <Content found={found} />}
      </div>
      <Toasts />
    </>
  );
}

function Content({ found }: { readonly found: FoundRoute | undefined }) {
  if (startProblem.value !== undefined)
    return (
      <main>
        <h1 tabIndex={-1}>{t('shell.noServer')}</h1>
        <Failure problem={startProblem.value} retry={() => void startSession()} />
      </main>
    );
  if (found === undefined) return <Message title={t('shell.notFound')} text={t('shell.notFoundText')} />;
  if (found.route.needs !== 'open' && !may(found.route.needs))
    return <Message title={t('shell.notAllowed')} text={t('shell.notAllowedText')} />;
  return <Outlet found={found} />;
}

function Message({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <main>
      <h1 tabIndex={-1}>{title}</h1>
      <p>{text}</p>
      <p>
        <a href="/">{t('shell.toAsk')}</a>
      </p>
    </main>
  );
}
