/** What of an audit may be shown (docs/audit-json.md): it is about domains and hosts, so nearly all but the values of evidence. */
import { flag, listOf, members, number, textOf, token } from './redact-layout.ts';
import { citation, dns, evidence, finding, fix, host, own, subject } from './redact-parts.ts';

const file = textOf('file');

const spokenFinding = members({
  check: token,
  message: token,
  subject: own,
  ip: host,
  mark: token,
  word: own,
  severity: token,
  label: own,
  detail: own,
  reply: own,
  todo: own,
  sources: listOf(citation),
  records: listOf(dns),
  commands: listOf(own),
  contacts: listOf(own),
  lookups: listOf(dns),
  provider: own,
  what: own,
});

const change = members({
  name: dns,
  type: token,
  ttlSeconds: number,
  removes: listOf(dns),
  adds: listOf(dns),
  published: listOf(listOf(dns)),
});

const step = members({
  id: token,
  changes: listOf(change),
  files: listOf(members({ name: token, url: own, text: dns })),
  others: listOf(fix),
  mends: listOf(token),
  proof: members({
    state: token,
    mended: listOf(token),
    left: listOf(token),
    keptNetworks: number,
    why: token,
  }),
});

const period = members({ begin: token, end: token, days: number });
const counts = members({
  messages: number,
  passed: number,
  spfAligned: number,
  dkimAligned: number,
  quarantined: number,
  rejected: number,
});

const reports = members({
  domain: host,
  counts: members({
    aggregate: number,
    failure: number,
    tls: number,
    duplicates: number,
    elsewhere: number,
    setAside: number,
    unreadable: number,
    others: number,
  }),
  mailPeriod: period,
  tlsPeriod: period,
  reporters: listOf(members({ name: own, messages: number })),
  mail: counts,
  own: counts,
  sources: listOf(
    members({
      name: host,
      verdict: token,
      actions: listOf(members({ kind: token, ips: listOf(host), selectors: listOf(token), service: host })),
      mail: counts,
      ips: listOf(members({ name: host, messages: number, returnPath: host, lastSeen: token })),
      ipCount: number,
      reporters: number,
    }),
  ),
  rest: members({ sources: number, messages: number }),
  policy: members({
    domain: host,
    policy: token,
    subdomainPolicy: token,
    nonExistentPolicy: token,
    percent: number,
    isStrictDkim: flag,
    isStrictSpf: flag,
    isTesting: flag,
    failureOptions: token,
    discoveryMethod: token,
  }),
  policySeenAt: token,
  selectors: listOf(token),
  sendingIps: listOf(members({ ip: host, returnPath: host })),
  tls: members({
    successes: number,
    failures: number,
    details: listOf(
      members({
        resultType: token,
        receivingMx: host,
        policyType: token,
        sessions: number,
        reporters: number,
        reason: own,
      }),
    ),
  }),
  unreadable: listOf(members({ path: file, code: token, message: own })),
  otherDomains: listOf(host),
});

const words = members({
  subject,
  headline: own,
  standing: token,
  language: token,
  counts: own,
  failed: listOf(spokenFinding),
  unknown: listOf(spokenFinding),
  passed: listOf(spokenFinding),
  providers: listOf(spokenFinding),
  notChecked: listOf(own),
  reports: members({
    headline: own,
    columns: listOf(own),
    rows: listOf(
      members({
        source: own,
        messages: own,
        spf: own,
        dkim: own,
        dmarc: own,
        mark: token,
        verdict: own,
        todo: own,
      }),
    ),
    rest: own,
  }),
  plan: members({
    headline: own,
    steps: listOf(
      members({
        title: own,
        text: own,
        proof: own,
        before: listOf(dns),
        after: listOf(dns),
        files: listOf(members({ head: own, lines: listOf(dns) })),
        others: listOf(own),
      }),
    ),
  }),
  spfTree: members({ title: own, lines: listOf(members({ depth: number, term: dns, note: own })) }),
});

export const auditLayout = members({
  schema: token,
  subject,
  findings: listOf(finding),
  notChecked: listOf(members({ what: token, subject, option: token })),
  plan: listOf(step),
  reports,
  evidence: listOf(members({ about: subject, evidence })),
  words,
});

export const auditListLayout = members({ schema: token, audits: listOf(auditLayout) });
