import { expect, test } from 'vitest';
import { statedFigures } from './stated-figures.ts';

test.each([
  [
    '552 5.3.4 Message size exceeds fixed limit; size 31457280 of max 26214400',
    { sizeBytes: 31_457_280, limitBytes: 26_214_400 },
  ],
  [
    'Message size exceeds fixed maximum message size. Size: 38655 KB, Max size: 35840 KB',
    { sizeBytes: 38_655 * 1024, limitBytes: 35_840 * 1024 },
  ],
  [
    'message size 41248713 exceeds size limit 26214400 of server mx.x.example[192.0.2.3]',
    { sizeBytes: 41_248_713, limitBytes: 26_214_400 },
  ],
  [
    '450 4.2.0 <x@example.net>: Recipient address rejected: Greylisted for 300 seconds',
    { pauseSeconds: 300 },
  ],
  ['451 4.7.1 Greylisting in action, please come back in 00:04:58', { pauseSeconds: 298 }],
  ['450 Greylisted, please try again in 5 minutes', { pauseSeconds: 300 }],
  [
    'Domain shop.example has exceeded the max emails per hour (101/100 (101%)) allowed.',
    { countedBy: 'hour', sentCount: 101, quota: 100 },
  ],
  ['550 5.4.5 Daily user sending limit exceeded.', { countedBy: 'day' }],
  ['550 5.4.5 Daily user sending limit exceeded, resets tomorrow (25/11)', { countedBy: 'day' }],
  ['sending quota per hour exceeded, page 3 (12/7)', { countedBy: 'hour' }],
  ['has exceeded the max defers and failures per hour (5/5 (100%)) allowed', { countedBy: 'hour' }],
  ['Profile: paid DomainQuota: (376/300) Action: Domain Quota Exceeded', { sentCount: 376, quota: 300 }],
  [
    '504 5.5.2 <SRV-EXCH01>: Helo command rejected: need fully-qualified hostname',
    { heloName: 'SRV-EXCH01' },
  ],
  [
    'to get removed from DNSBLs; MTA helo: srv01.local, MTA hostname: unknown[192.0.2.72]',
    { heloName: 'srv01.local' },
  ],
  ['connect to mx.west.example[192.0.2.33]:25: Connection refused', { calledHost: 'mx.west.example' }],
  [
    '  info@west.example\n    host mail.west.example [192.0.2.99]\n    retry timeout exceeded',
    { calledHost: 'mail.west.example' },
  ],
  ['host mail.west.example [192.0.2.99] retry timeout exceeded', { calledHost: 'mail.west.example' }],
])('%s', (text, figures) => expect(statedFigures({ text })).toEqual(figures));

test.each([
  'Message size 100 exceeds size limit 26214400',
  'Size of the attachment: 3 of 5',
  'connect to smtp.example.net[192.0.2.1]:587: Connection timed out',
  'tried again 3 times in 5 days',
  'come back at 10:04:58 UTC',
  'greylisted since 300 attempts',
  '<x@example.org>: Recipient address rejected: Helo',
  'the server answered on day (3/5) of the trial',
  'limits per hour and per day apply',
  '552 message size 1200 exceeds limit 1000 recipients',
  '552 message size 30 MB exceeds limit 25',
  'emails of the size limit (30/25)',
  'messages (10/100)',
  'host mx.west.example [192.0.2.99] said: 550 no',
])('states no figure: %s', (text) => expect(statedFigures({ text })).toEqual({}));
