/**
 * How mail programs find the submission server (RFC 6186, RFC 8314): SRV records and the documents of Thunderbird, Outlook
 * and Apple, for the servers that were seen to take logins under TLS. What was not connected to is not proposed.
 */
import type { HostEndpoint } from '../../findings/facts/mail-host.ts';
import {
  autoconfigUrls,
  type ClientSettings,
  formatAutoconfig,
  formatAutodiscover,
  formatMobileconfig,
  formatSrvRecords,
  type MailService,
} from '../../wire/client-config/index.ts';
import { failuresOf, mendsOf, PLAN_TTL, shelfOf } from './facts.ts';
import type { PlanFile, PlanInput, Proposal, RecordChange } from './types.ts';

export function proposeSubmission(input: PlanInput): readonly Proposal[] {
  const { domain } = input;
  const known = shelfOf(input, 'clientConfig');
  if (known === undefined || known === 'absent') return [];
  const services = submissionServices(input);
  if (services.length === 0) return [];
  const settings: ClientSettings = { domain, displayName: domain, services };
  const published = new Set(
    known.services.filter(({ state }) => state !== 'absent').map(({ service }) => `${service}.${domain}`),
  );
  const changes = formatSrvRecords(settings)
    .filter(({ name, value }) => !published.has(name) && !value.endsWith(' .'))
    .map(({ name, value }): RecordChange => {
      return { name, type: 'SRV', ttlSeconds: PLAN_TTL, removes: [], adds: [value.replace(/\.$/, '')] };
    });
  if (changes.length === 0) return [];
  const mends = mendsOf(failuresOf(input, 'client-config/'));
  const common = {
    id: 'submission/announce',
    data: { hosts: [...new Set(services.map(({ host }) => host))].join(', ') },
    changes,
    files: filesOf(settings),
    others: [],
  };
  return [mends, []].map((some) => ({ ...common, mends: some }));
}

/** Ports 465 and 587 of the mail hosts that offer AUTH under TLS with a certificate that holds. */
function submissionServices({ audit }: PlanInput): readonly MailService[] {
  const found = audit.cases.flatMap(({ evidence }) =>
    evidence.mailHost?.state === 'present'
      ? evidence.mailHost.value.endpoints.flatMap((endpoint) =>
          isSubmission(endpoint)
            ? [
                serviceOf(
                  evidence.mailHost?.state === 'present' ? evidence.mailHost.value.host : '',
                  endpoint,
                ),
              ]
            : [],
        )
      : [],
  );
  const seen = new Set<string>();
  return found.filter(({ host, port }) => {
    const key = `${host}:${port}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function isSubmission({ port, outcome, tls, tlsKeywords = [] }: HostEndpoint): boolean {
  const offersLogin = tlsKeywords.some((keyword) => /^AUTH[ =]/i.test(keyword));
  return (
    (port === 465 || port === 587) &&
    outcome === 'open' &&
    offersLogin &&
    tls?.isTrusted === true &&
    tls.isNameMatching
  );
}

function serviceOf(host: string, { port }: HostEndpoint): MailService {
  const security = port === 465 ? 'implicit-tls' : 'starttls';
  return { protocol: 'smtp', host, port, security, authentication: ['password'], login: 'address' };
}

function filesOf(settings: ClientSettings): readonly PlanFile[] {
  const { domain } = settings;
  const [url] = autoconfigUrls(domain);
  const profile = formatMobileconfig(settings, { address: `user@${domain}` });
  return [
    { name: 'config-v1.1.xml', ...(url !== undefined && { url }), text: formatAutoconfig(settings) },
    {
      name: 'autodiscover.xml',
      url: `https://autodiscover.${domain}/autodiscover/autodiscover.xml`,
      text: formatAutodiscover(settings),
    },
    ...(profile === undefined ? [] : [{ name: `${domain}.mobileconfig`, text: profile }]),
  ];
}
