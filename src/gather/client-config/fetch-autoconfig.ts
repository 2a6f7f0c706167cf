/** Fetches and reads an autoconfig document at one place. */
import { withoutMarks } from '../../base/marks.ts';
import type { ConfigDocument } from '../../findings/facts/client-config.ts';
import { parseAutoconfig } from '../../wire/client-config/index.ts';
import type { HttpsAnswer, HttpsFetch } from '../audit/types.ts';
import type { Resolver } from '../dns/types.ts';
import { lookupTarget } from './lookup-srv.ts';

const LIMITS = { maxBytes: 65_536, timeoutMs: 8000 };

/** Never throws. `isOwnHost`: the host exists for this document alone, so that what it answers is meant as one. */
export async function fetchAutoconfig(
  url: string,
  isOwnHost: boolean,
  fetch: HttpsFetch,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<ConfigDocument> {
  const answer = await fetch(url, { ...LIMITS, ...(signal !== undefined && { signal }) });
  if (answer.state === 'failed') {
    const isNone = answer.code === 'no-address' || (!isOwnHost && answer.code !== 'dns');
    return isNone ? { state: 'absent', url } : { state: 'failed', url, code: answer.code, why: answer.why };
  }
  if (answer.status !== 200) return noPage(url, answer);
  const text = withoutMarks(new TextDecoder().decode(answer.body));
  const document = parseAutoconfig(text);
  if (!document.ok) {
    const { code } = document.problem;
    // Many web servers answer 200 with a page of their own to whatever is asked.
    const isPage = ['no-xml', 'not-client-config', 'declaration', 'not-closed'].includes(code);
    return !isOwnHost && isPage && !text.includes('<clientConfig')
      ? { state: 'absent', url }
      : { state: 'unreadable', url, code };
  }
  const { services, problems, domains } = document.value;
  const servers = await Promise.all(
    services.map(async ({ protocol, host, port, security }) => {
      // '%EMAILDOMAIN%' is filled in by the program.
      const isTemplate = host.includes('%');
      const { isResolving } = isTemplate
        ? { isResolving: 'unknown' as const }
        : await lookupTarget(host, resolver, signal);
      return { protocol, host, port, security, isResolving };
    }),
  );
  return { state: 'fetched', url, domains, servers, problems };
}

function noPage(
  url: string,
  { status, location }: Extract<HttpsAnswer, { state: 'answered' }>,
): ConfigDocument {
  if (status >= 300 && status < 400 && location !== undefined) return { state: 'redirected', url, location };
  if (status === 404 || status === 410 || status === 403) return { state: 'absent', url };
  return {
    state: 'failed',
    url,
    code: `status-${status}`,
    why: `The server answered with HTTP status ${status}.`,
  };
}
