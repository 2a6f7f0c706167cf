import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameOf } from './fields.ts';
import { decidingOutcome, type Outcome, outcomeOf } from './outcomes.ts';

const CASES: Readonly<Record<Outcome, string>> = {
  failure:
    'bounce hard_bounce HardBounce failed permanent_fail undeliverable email.bounced message_bounced dropped rejected blocked BadEmailAddress invalid_email activity.hard_bounced _email.hardbounce OOB',
  delay:
    'deferred deferral soft_bounce softbounce SoftBounce delayed DeliveryDelay Transient TransientFailure temporary temporary_fail delay email.delivery_delayed activity.soft_bounced DnsError greylisted',
  complaint: 'complaint complained spamreport SpamComplaint spam_complaint email.complained Complaint',
  trouble:
    'SMTPApiError InboundError TemplateRenderingFailed Rendering_Failure generation_failure AdminBounce DMARCPolicy',
  'no-failure':
    'delivered Delivery email.delivered open click sent recovered resolved bounce_resolved reactivated unblocked suppression_removed not_bounced AutoResponder ChallengeVerification OpenRelayTest SpamNotification',
  unclear: 'test alert ticket.created push unresolved',
};

describe('names of events', () => {
  for (const [outcome, names] of Object.entries(CASES))
    test.each(names.split(' '))(`%s: ${outcome}`, (name) => {
      expect(outcomeOf(nameOf(name), false)?.outcome).toBe(outcome);
    });

  test.each(['bounced', 'hard_bounce', 'soft_bounce', 'email.bounced', 'spamreport', 'policy_rejection'])(
    'only mail is told of so: %s',
    (name) => {
      expect(outcomeOf(nameOf(name), false)?.isOfMail).toBe(true);
    },
  );

  test.each([
    'failed',
    'rejected',
    'dropped',
    'blocked',
    'delayed',
    'undeliverable',
    'complaint',
    'expired',
    'email_verification_failed',
  ])('anything is told of so: %s', (name) => {
    expect(outcomeOf(nameOf(name), false)?.isOfMail).toBe(false);
  });

  test.each(['5.1.1', '550', '550 5.1.1 user unknown', ''])('a code tells of none: %j', (code) => {
    expect(outcomeOf(nameOf(code), true)).toBeUndefined();
  });

  test('the state of a ticket is no delivery', () => {
    expect(outcomeOf('open', true)?.outcome).toBe('unclear');
    expect(outcomeOf('delivered', true)?.outcome).toBe('no-failure');
  });
});

test('the mildest of several decides', () => {
  const all = ['bounce', 'softbounce'].flatMap((name) => outcomeOf(name, false) ?? []);
  expect(decidingOutcome(all)).toEqual({ outcome: 'delay', isOfMail: true });
  expect(decidingOutcome([])).toBeUndefined();
});

test('any name is read', () => {
  fc.assert(fc.property(fc.string(), fc.boolean(), (name, isState) => void outcomeOf(nameOf(name), isState)));
});
