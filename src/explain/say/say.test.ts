import { describe, expect, test } from 'vitest';
import { createCatalogue, firstOf } from '../../findings/catalogue.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Observed } from '../../findings/observed.ts';
import { formatFix } from '../../findings/say/fix-lines.ts';
import { escapeHtml } from '../../findings/say/html-page.ts';
import { lookupsOf } from '../../findings/say/lookups.ts';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import { formatSize } from '../text-data.ts';
import type { Verdict } from '../verdict.ts';
import { formatPage } from './html.ts';
import { formatLetter } from './letter.ts';
import { viewVerdict } from './view.ts';
import { withholdAddresses, withholdRecipients } from './withhold-addresses.ts';

const seenAt = '2026-11-23T10:00:00.000Z';

const holding = (table: Readonly<Record<string, unknown>>) => firstOf([() => table]);

const texts = createCatalogue('en', {
  categories: holding({
    'dns.ptr': {
      title: 'No reverse DNS',
      because: ['{senderIp} has no reverse name', 'the address has no reverse name'],
      turn: 'your turn',
      tell: ['We mend the reverse name of {senderIp}.', 'We mend it.'],
      avoid: ['Do not change the IP.'],
      wait: 'An hour.',
      fine: 'The address is fine.',
      test: 'dig -x',
    },
    'policy.unspecified': { title: 'Policy', because: ['of its policy'], test: 'ask' },
  }),
  fixes: holding({
    'ptr/set': {
      title: ['Set the PTR of {senderIp}', 'Set the PTR'],
      text: ['Ask.'],
      command: ['dig -x {senderIp}', 'dig {nothing}'],
    },
  }),
  findings: holding({
    'dns/ptr-exists': { label: ['reverse DNS of {ip}'], messages: { 'no-ptr': ['no PTR record'] } },
  }),
  ui: holding({
    'headline.refused': '{speaker} refused it because {because}.',
    'headline.really': 'Really: {because}.',
    'speaker.unknown': 'The server',
    'class.permanent': 'permanent',
    sure: '{share} sure',
    'word.fail': 'fail',
    'word.absent': 'absent',
    'word.notChecked': 'not checked',
    'letter.subject': 'Refused by {speaker}',
    'letter.sendingIp': 'Our IP',
    'letter.recipient': 'Recipient',
    possibility: '{title} {share} {test}',
    'possibility.rest': '{share} rest',
  }),
});

const absent: Observed<never> = {
  state: 'absent',
  seenAt,
  from: {
    kind: 'dns',
    question: '7.2.0.192.in-addr.arpa. PTR',
    server: '127.0.0.1:53',
    elapsedMs: 18.4,
    ttlSeconds: 300,
    rcode: 'NXDOMAIN',
    isAuthenticated: true,
  },
};

const finding: Finding = {
  check: 'dns/ptr-exists',
  message: 'no-ptr',
  subject: { kind: 'ip', name: '192.0.2.7' },
  outcome: 'fail',
  confidence: 1,
  data: { ip: '192.0.2.7' },
  evidence: ['ptr'],
  fixes: [],
};

const verdict: Verdict = {
  reply: {
    text: 'no reverse <b>DNS</b> for someone@example.org',
    replyCode: 550,
    senderIp: '192.0.2.7',
    recipient: 'someone@example.org',
  },
  category: 'policy.unspecified',
  confidence: 0.93,
  classification: {
    category: 'policy.unspecified',
    confidence: 0.93,
    alternatives: [],
    rule: 'r',
    quoted: [],
  },
  cause: {
    category: 'dns.ptr',
    confidence: 0.9,
    isAsserted: true,
    candidates: [],
    moves: [],
  },
  class: 'permanent',
  scope: 'sender-wide',
  actor: 'sender-ip',
  retry: 'same',
  suppress: false,
  speaker: { role: 'unknown', because: [] },
  evidence: { ptr: absent },
  findings: [finding, { ...finding, outcome: 'unknown', data: { ip: '192.0.2.7', why: 'time-out' } }],
  fixes: [
    {
      id: 'ptr/set',
      data: { senderIp: '192.0.2.7' },
      fixes: [{ kind: 'dns', name: 'example.org', type: 'TXT', value: 'v=spf1 -all' }],
      answers: ['dns/ptr-exists'],
    },
  ],
};

describe('viewVerdict', () => {
  const view = viewVerdict(verdict, texts, undefined);

  test('says what the words say, then what the evidence says', () => {
    expect(view.headline).toBe(
      'The server refused it because of its policy. Really: 192.0.2.7 has no reverse name.',
    );
  });

  test('a fix has its filled title, only commands that can be filled, and its record', () => {
    expect(view.fixes).toEqual([
      {
        title: 'Set the PTR of 192.0.2.7',
        text: 'Ask.',
        commands: ['dig -x 192.0.2.7'],
        records: ['example.org. TXT "v=spf1 -all"'],
      },
    ]);
  });

  test('evidence: what failed first, absence named as absence, failure to look as not checked', () => {
    expect(view.evidence.map((line) => [line.word, line.label, line.detail])).toEqual([
      ['absent', 'reverse DNS of 192.0.2.7', 'no PTR record'],
      ['not checked', 'reverse DNS of 192.0.2.7', 'no PTR record'],
    ]);
  });

  test('where no cause is asserted the candidates are named with their tests', () => {
    const unsure: Verdict = {
      ...verdict,
      cause: {
        ...verdict.cause,
        isAsserted: false,
        candidates: [{ category: 'dns.ptr', confidence: 0.4, test: 'dns.ptr' }],
      },
    };
    expect(viewVerdict(unsure, texts, undefined).possibilities).toEqual([
      'No reverse DNS 40 % dig -x',
      '60 % rest',
    ]);
  });
});

test('a look-up is shown with question, answer, flags, server, time and TTL', () => {
  expect(lookupsOf(absent)).toEqual([
    { line: '7.2.0.192.in-addr.arpa. PTR NXDOMAIN AD @127.0.0.1:53 18 ms TTL 300 s', elapsedMs: 18 },
  ]);
});

test.each([
  [
    { kind: 'dns', name: 'a.example', type: 'MX', value: '10 mx.a.example.' } as const,
    'a.example. MX 10 mx.a.example.',
  ],
  [
    { kind: 'dns', name: 'a.example', type: 'TXT', value: `v=DKIM1; p=${'A'.repeat(300)}` } as const,
    `a.example. TXT "v=DKIM1; p=${'A'.repeat(244)}" "${'A'.repeat(56)}"`,
  ],
  [
    { kind: 'setting', where: 'main.cf', key: 'smtp_helo_name', value: 'm.example' } as const,
    'main.cf: smtp_helo_name = m.example',
  ],
  [{ kind: 'command', line: 'postqueue -f' } as const, 'postqueue -f'],
  [
    { kind: 'command', line: 'dig +short TXT s1._domainkey.example.org' } as const,
    'dig +short TXT s1._domainkey.example.org',
  ],
  [{ kind: 'command', line: 'dig TXT x;reboot' } as const, undefined],
  [{ kind: 'wait', seconds: 1, why: 'w' } as const, undefined],
])('fix %# is written as it is copied', (fix, line) => {
  expect(formatFix(fix)).toBe(line);
});

describe('the page', () => {
  const page = formatPage(
    [{ view: viewVerdict(verdict, texts, undefined), recipient: 'someone@example.org' }],
    texts,
  );

  test('shows mail as text, never as markup', () => {
    expect(page).toContain('no reverse &lt;b&gt;DNS&lt;/b&gt;');
    expect(page).not.toContain('<b>DNS');
  });

  test('asks no other host and runs no script', () => {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/);
  });

  test('quotes and control characters cannot leave an attribute', () => {
    expect(escapeHtml('"\'&\u0000\u001b')).toBe('&quot;&#39;&amp;  ');
  });
});

describe('the letter', () => {
  const view = viewVerdict(verdict, texts, undefined);

  test('carries facts and what was checked; addresses are withheld', () => {
    const letter = formatLetter(verdict, view, texts, false);
    expect(letter).toContain('Our IP: 192.0.2.7');
    expect(letter).toContain('absent: reverse DNS of 192.0.2.7: no PTR record');
    expect(letter).toContain('***@example.org');
    expect(letter).not.toContain('someone@');
  });

  test('shows them when asked', () => {
    expect(formatLetter(verdict, view, texts, true)).toContain('someone@example.org');
  });

  test('keeps the Message-ID, and writes the codes of the reply once', () => {
    const reply = {
      text: '550 5.7.1 no',
      replyCode: 550,
      enhancedStatus: '5.7.1',
      messageId: '<1.2@mail.example.org>',
    };
    const letter = formatLetter({ ...verdict, reply }, view, texts, false);
    expect(letter).toContain('<1.2@mail.example.org>');
    expect(letter).toContain('\n550 5.7.1 no\n');
  });

  test.each([
    ['to <a.b+c@x.example>, d@y.example', 'to <***@x.example>, ***@y.example'],
    ['"john doe"@x.example', '***@x.example'],
    ['john@[192.0.2.1]', '***@[192.0.2.1]'],
    ['https://x.example/?u=user%40y.example', 'https://x.example/?u=***%40y.example'],
    [`${'a'.repeat(80)}@x.example`, '***@x.example'],
    ['no address, only @ and %40', 'no address, only @ and %40'],
  ])('withholds %s', (text, expected) => {
    expect(withholdAddresses(text)).toBe(expected);
  });

  test.each([
    ['550 unknown user third.person', '550 unknown user ***'],
    ['<Third.Person>: no such user.', '<***>: no such user.'],
    ['third.person@example.org', '***@example.org'],
    ['third.person.', '***.'],
    ['host third.person.example.org, third.person-2', 'host ***.example.org, ***-2'],
    ['other@example.net, other is full', '***@example.net, *** is full'],
  ])('withholds the recipient where he stands alone: %s', (text, expected) => {
    expect(withholdRecipients(text, { text, recipient: 'third.person@example.org' })).toBe(expected);
  });

  test('a role or a word of refusals is no person', () => {
    const text = 'user info unknown: info@example.org';
    expect(withholdRecipients(text, { text, recipient: 'info@example.org' })).toBe(
      'user info unknown: ***@example.org',
    );
  });

  test.each([
    ['10.0.0.7', false],
    ['198.51.100.7', true],
  ])('the sending IP %s is told: %s', (senderIp, isTold) => {
    const letter = formatLetter({ ...verdict, reply: { ...verdict.reply, senderIp } }, view, texts, false);
    expect(letter.includes(`: ${senderIp}\n`)).toBe(isTold);
  });

  test.each(['en', 'de'])('%s: of a listing the operator of the list is asked', (language) => {
    const words = catalogueOf(readDataFolder('data'), language);
    const listed: Verdict = {
      ...verdict,
      category: 'reputation.ip-listed',
      cause: { ...verdict.cause, category: 'reputation.ip-listed' },
      namedList: {
        id: 'bl.example',
        operator: 'Spamhaus',
        zone: 'zen.spamhaus.org',
        subject: '192.0.2.7',
        delistUrl: 'https://check.spamhaus.org/',
      },
    };
    const letter = formatLetter(listed, viewVerdict(listed, words, undefined), words, false);
    const [to = '', ...others] = letter.split('\n\n');
    const subject = others.find((line) => line.startsWith('Subject: '));
    expect(to).toContain('Spamhaus: https://check.spamhaus.org/');
    expect(subject).toMatch(/192\.0\.2\.7.*zen\.spamhaus\.org/);
    expect(letter).not.toMatch(/your server|Ihr Server/);
  });

  test('where no other addressee is known, the postmaster of the recipient', () => {
    const words = catalogueOf(readDataFolder('data'), 'en');
    const letter = formatLetter(verdict, viewVerdict(verdict, words, undefined), words, false);
    expect(letter.split('\n')[0]).toContain('postmaster@example.org');
  });
});

test.each([
  [12, '12 B'],
  [1500, '2 kB'],
  [2_500_000, '2.5 MB'],
  [35_000_000, '35 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(formatSize(bytes)).toBe(words);
});
