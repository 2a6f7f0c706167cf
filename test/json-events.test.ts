/** Events in JSON: what was delayed, what means somebody else and what is no mail stop no address; what really failed does, and him alone. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type BriefVerdict, briefly } from '../src/explain/brief.ts';
import { createClassifier } from '../src/explain/classify/index.ts';
import { readArrivals } from '../src/explain/read-arrivals.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { projectRoot } from './source-files.ts';

const classifier = createClassifier(classifierData(readDataFolder(join(projectRoot, 'data'))));

type Judged = BriefVerdict & { readonly kind: string };

function judge(text: string): readonly Judged[] {
  return [...readArrivals(Buffer.from(text))].flatMap((arrival) => {
    if (!arrival.ok) return [];
    const { kind, verdicts } = briefly(arrival.value, classifier);
    return verdicts.map((verdict) => ({ ...verdict, kind }));
  });
}

const cases = (text: string): readonly string[] => text.trim().split('\n');

const DELAYS = `
{"event":"deferred","email":"bob@example.org","response":"user unknown, will retry"}
{"event":"soft_bounce","email":"bob@example.org","reason":"unknown user"}
{"RecordType":"Bounce","Type":"SoftBounce","Email":"bob@example.org","Details":"mailbox does not exist"}
{"event":"delayed","recipient":"bob@example.org","message":"host not found"}
{"eventType":"DeliveryDelay","recipient":"bob@example.org","diagnosticCode":"domain not found"}
{"notificationType":"Bounce","bounce":{"bounceType":"Transient","bouncedRecipients":[{"emailAddress":"bob@example.org","diagnosticCode":"user unknown"}]}}
{"event":"failed","severity":"temporary","recipient":"bob@example.org","delivery-status":{"message":"mailbox does not exist"}}
{"type":"delay","rcpt_to":"bob@example.org","raw_reason":"user unknown"}
{"type":"bounce","bounce_class":"20","rcpt_to":"bob@example.org","raw_reason":"user unknown"}
{"event":"bounce","bounce_type":"soft","email":"bob@example.org","reason":"550 5.1.1 user unknown"}
{"event":"failed","email":"bob@example.org","reason":"550 5.1.1 user unknown","next_attempt":"2026-11-27T02:00:00Z"}
`;

describe('what is tried again is a delay', () => {
  test.each(cases(DELAYS))('%s', (text) => {
    expect(judge(text)).toMatchObject([{ kind: 'delay', suppress: false }]);
  });
});

const NOBODYS = `
{"RecordType":"Bounce","Type":"AutoResponder","Email":"bob@example.org","Description":"the user no longer works here, the mailbox does not exist"}
{"RecordType":"Bounce","Type":"ChallengeVerification","Email":"bob@example.org","Details":"recipient unknown until you verify"}
{"RecordType":"Bounce","Type":"OpenRelayTest","Email":"bob@example.org","Details":"unknown recipient"}
{"RecordType":"Bounce","Type":"SMTPApiError","Email":"bob@example.org","Description":"The account does not exist for this token"}
{"RecordType":"Bounce","Type":"InboundError","Email":"bob@example.org","Description":"destination inbound hook: address does not exist"}
{"RecordType":"Bounce","Type":"TemplateRenderingFailed","Email":"bob@example.org","Description":"An error occurred: user name not found"}
{"event":"bounce","email":"bob@example.org","error_related_to":"system","comment":"user unknown"}
{"to":"oncall@example.com","alert":{"type":"failed","message":"550 5.1.1 <bob@example.org>: user unknown"}}
{"recipient":"oncall@example.com","alert":{"type":"bounce","message":"550 5.1.1 user unknown"}}
{"ticket":17,"email":"customer@example.org","message":"Hi, I keep getting 550 5.1.1 user unknown when mailing bob@example.net, please help"}
{"id":3,"from":"customer@example.org","to":"support@example.com","content":"My mail to bob@example.net came back: 550 5.1.1 user unknown. Why?"}
{"review":{"email":"jane@example.com","comment":"I got 550 user unknown twice, 1 star"}}
{"commit":"abc","author":{"email":"dev@example.com"},"message":"Fix 550 5.1.1 user unknown handling"}
{"text":"550 5.1.1 user unknown","channel":"C1","user":"U1"}
{"type":"rejected","reason":"Invalid account number","email":"jane@example.com"}
{"state":"rejected","comment":"Applicant address does not exist","email":"jane@example.com"}
{"event":"undeliverable","description":"Parcel undeliverable: recipient unknown","email":"jane@example.com"}
{"action":"dropped","message":"firewall dropped: host unknown","email":"jane@example.com"}
{"type":"failure","reason":"No such user","email":"jane@example.com","auth":"ldap"}
{"type":"failed","title":"Delete user","message":"User not found","email":"admin@example.com"}
{"event":"failed","message":"no such user","recipient":"bob@example.org","channel":"sms"}
{"event":"failed","message":"550 items could not be imported: user unknown","email":"jane@example.com"}
{"event":"failed","to":"bob@example.org","error":"getaddrinfo ENOTFOUND smtp.example.com"}
{"event":"failed","to":"bob@example.org","error":"lookup smtp.example.com: no such host"}
{"event":"bounce","to":"bob@example.org","error":"[Errno -2] Name or service not known"}
{"event":"failed","to":"bob@example.org","error":"API key not found: account does not exist"}
{"event":"failed","to":"bob@example.org","error":"Sub-account not found"}
{"event":"bounce","to":"bob@example.org","from":"me@example.com","error":"Domain not found: example.com"}
{"event":"failed","to":"bob@example.org","from":"me@example.com","reason":"550 5.1.1 <me@example.com>: user unknown"}
{"event":"failed","recipient":"bob@example.org","envelope":{"sender":"me@example.com"},"delivery-status":{"code":550,"message":"5.1.1 <me@example.com>: User unknown"}}
{"event":"recovered","email":"bob@example.org","details":"earlier: 550 5.1.1 user unknown"}
{"event":"suppression_removed","email":"bob@example.org","reason":"550 5.1.1 user unknown"}
{"event":"test","email":"bob@example.org","details":"550 5.1.1 user unknown"}
{"status":"delivered","email":"bob@example.org","error":"550 5.1.1 user unknown"}
{"to":"A <a@example.org>, B <b@example.org>","error":"550 5.1.1 user unknown"}
{"email":"owner@example.com","recipients":["a@example.org"],"error":"550 5.1.1 user unknown"}
{"to":"oncall@example.com","bounce":{"reason":"550 5.1.1 user unknown"}}
{"event":"email_verification_failed","email":"jane@example.com","reason":"user does not exist"}
{"type":"complaint","email":"jane@example.com","description":"My parcel was late"}
`;

describe('what means nobody whom mail is sent to stops no address', () => {
  test.each(cases(NOBODYS))('%s', (text) => {
    for (const { suppress } of judge(text)) expect(suppress).toBe(false);
  });
});

const OF_ONE = `
{"to":"a@example.org, b@example.org","error":"550 5.1.1 <b@example.org>: user unknown"}
{"to":"a@example.org;b@example.org","error":"550 5.1.1 <b@example.org>: user unknown"}
{"to":["a@example.org"],"cc":["b@example.org"],"error":"550 5.1.1 <b@example.org>: user unknown"}
{"to":["a@example.org, b@example.org"],"error":"b@example.org: 550 5.1.1 user unknown"}
{"recipients":[{"email":"a@example.org"},{"email":"b@example.org"}],"error":"550 5.1.1 <b@example.org>: user unknown"}
{"email":"team@example.com","report":[{"address":"b@example.org","reason":"550 5.1.1 user unknown"}]}
{"email":"owner@example.com","bounces":[{"rcpt_address":"b@example.org","reason":"550 5.1.1 user unknown"}]}
{"accepted":["a@example.org"],"rejected":["b@example.org"],"response":"550 5.1.1 user unknown","responseCode":550,"envelope":{"from":"me@example.com","to":["a@example.org","b@example.org"]}}
{"to":"b@example.org","response":"Mailbox unavailable","responseCode":550}
{"event":"failed","severity":"permanent","recipient":"b@example.org","delivery-status":{"code":550,"message":"5.1.1 user unknown"}}
{"event":"hard_bounce","msg":{"email":"b@example.org","state":"bounced","bounce_description":"bad_mailbox"}}
{"event":"bounce","email":"b@example.org","reason":"host mx.example.net[192.0.2.1] said: 550 5.1.1 user unknown"}
{"rcpt_to":"b@example.org","reply":"550 5.1.1 user unknown"}
{"to":"b@example.org","err":{"message":"550 5.1.1 <b@example.org>: user unknown","responseCode":550}}
{"event":"bounce","email":"b@example.org","Diagnostic-Code":"smtp; user unknown"}
{"type":"email.bounced","data":{"to":["b@example.org"],"bounce":{"message":"550 5.1.1 user unknown","type":"Permanent"}}}
{"detail-type":"Email Bounced","detail":{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"NoEmail","bouncedRecipients":[{"emailAddress":"b@example.org"}]}}}
`;

describe('what failed for good stops the one it means', () => {
  test.each(cases(OF_ONE))('%s', (text) => {
    expect(judge(text)).toMatchObject([{ recipient: 'b@example.org', suppress: true }]);
  });
});

describe('what services tell in forms of their own', () => {
  test.each<readonly [category: string, kind: string, suppress: boolean, text: string]>([
    [
      'notice.complaint',
      'complaint',
      true,
      '{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"bob@example.org"}]}}',
    ],
    [
      'notice.complaint',
      'complaint',
      false,
      '{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"a@example.org"},{"emailAddress":"b@example.org"}]}}',
    ],
    [
      'recipient.unknown',
      'bounce',
      false,
      '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"bob@example.org"}]}}',
    ],
    [
      'sender-account.limit',
      'bounce',
      false,
      '{"event":"dropped","reason":"Recipient List over Package Quota"}',
    ],
    [
      'net.connection',
      'bounce',
      false,
      '{"event":"bounce","to":"bob@example.org","error":"getaddrinfo ENOTFOUND smtp.example.com"}',
    ],
    [
      'domain.not-found',
      'bounce',
      true,
      '{"event":"bounce","email":"bob@example.org","reason":"Host or domain name not found. Name service error for name=example.org type=MX"}',
    ],
  ])('%s, %s, %s: %s', (category, kind, suppress, text) => {
    expect(judge(text)[0]).toMatchObject({ category, kind, suppress });
  });
});
