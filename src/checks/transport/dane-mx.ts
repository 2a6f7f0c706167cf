/** DANE as a sender to the domain meets it (RFC 7672 §2.2.1): is the MX answer validated, and does every host publish TLSA? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

export const daneMx: Check<'daneHosts'> = {
  id: 'transport/dane-mx',
  needs: ['daneHosts'],
  sources: [{ title: 'RFC 7672 §2.2.1' }, { title: 'RFC 7672 §2.1.1' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'daneHosts');
    if (facts === undefined) return draft(evidence, 'daneHosts', 'not-applicable', 'no-hosts');
    const { domain, isMxSecure, hosts } = facts;
    const names = (list: readonly { readonly host: string }[]): string =>
      list.map(({ host }) => host).join(', ');
    const published = hosts.filter(({ tlsa }) => tlsa === 'published');
    const secure = published.filter(({ isSecure }) => isSecure);
    const silent = hosts.filter(({ tlsa }) => tlsa === 'unknown');
    const without = hosts.filter(({ tlsa }) => tlsa === 'none');
    // RFC 7672 §2.1.2: a sender that cannot find out puts the mail off.
    const unanswered = silent.flatMap(({ host }) =>
      draft(
        evidence,
        'daneHosts',
        'unknown',
        'could-not-check',
        { domain, host, why: 'no-answer' },
        { name: host },
      ),
    );
    if (published.length === 0)
      return unanswered.length > 0
        ? unanswered
        : draft(evidence, 'daneHosts', 'not-applicable', 'none', { domain });
    if (secure.length === 0)
      return [
        ...draft(evidence, 'daneHosts', 'fail', 'not-signed', { domain, hosts: names(published) }),
        ...unanswered,
      ];
    if (!isMxSecure)
      return [
        ...draft(evidence, 'daneHosts', 'fail', 'mx-not-signed', { domain, hosts: names(secure) }),
        ...unanswered,
      ];
    if (without.length > 0) {
      const data = { domain, hosts: names(without), protectedHosts: names(secure) };
      return [...draft(evidence, 'daneHosts', 'fail', 'some-hosts', data), ...unanswered];
    }
    return unanswered.length > 0
      ? unanswered
      : draft(evidence, 'daneHosts', 'pass', 'all-hosts', { domain, hosts: names(secure) });
  },
};
