import { expect, test } from 'vitest';
import { isRelayHost, isSubmissionHost } from './submission.ts';

test.each([
  ['smtp.gmail.com', true, true],
  ['SMTPS.example.net', true, true],
  ['asmtp.example.net', true, false],
  ['smtp2.example.net', false, true],
  ['out-12.example.net', false, true],
  ['mail-out.example.net', false, true],
  ['eu.relay.example.net', false, true],
  ['smtpd.example.net', false, false],
  ['mx.example.net', false, false],
  ['outlook.example.net', false, false],
])('%s: users hand mail to it %s, it hands mail on %s', (host, isSubmission, isRelay) => {
  expect([isSubmissionHost(host), isRelayHost(host)]).toEqual([isSubmission, isRelay]);
});
