/** What a real Postfix returns and logs, explained by the real program. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingForPostfix, type Postfix, startPostfix } from './postfix.ts';
import { type ExplainJson, explainJson, runWaypost } from './program.ts';
import { type RejectServer, startRejectServer } from './reject-server.ts';

const missing = missingForPostfix();
if (missing !== undefined) console.warn(`Postfix tests skipped: ${missing}`);

const replies = {
  nobody:
    '550 5.1.1 <nobody@receiver.test>: Recipient address rejected: User unknown in virtual mailbox table',
  blocked: '550 5.7.1 Service unavailable; client [192.0.2.7] blocked using zen.spamhaus.org',
  later: '450 4.2.0 <later@receiver.test>: Recipient address rejected: Greylisted, see you later',
} as const;

/** What must be known of every refusal here. */
const common = {
  phase: 'rcpt',
  sender: 'me@sender.test',
  queueId: expect.stringMatching(/^[0-9A-F]{6,}$/),
};
/** In its log what answers at the loopback address is taken for a filter of the same machine. */
const logged = { ...common, ownStep: 'filter' };
const noticed = { ...common, speakerIp: '127.0.0.1' };

describe.skipIf(missing !== undefined)('Postfix', () => {
  let server: RejectServer;
  let postfix: Postfix;
  let notices: ExplainJson;
  let lines: ExplainJson;
  beforeAll(async () => {
    server = await startRejectServer(replies);
    postfix = startPostfix(server.port);
    for (const name of [...Object.keys(replies), 'fine'])
      postfix.send('me@sender.test', `${name}@receiver.test`);
    const isDone = (): boolean =>
      postfix.returned().length === 2 &&
      /status=deferred/.test(postfix.log()) &&
      /<fine@.*status=sent/.test(postfix.log());
    for (let attempt = 0; attempt < 300 && !isDone(); attempt++) await sleep(100);
    if (!isDone()) throw new Error(`Postfix did not finish:\n${postfix.log().slice(-3000)}`);
    notices = await explainJson(['--offline', ...postfix.returned()]);
    lines = await explainJson(['--offline', '-'], { input: postfix.log() });
  });
  afterAll(async () => {
    postfix?.close();
    await server?.close();
  });

  const verdictOf = ({ explanations }: ExplainJson, name: string) =>
    explanations.find(({ verdict }) => verdict.reply['recipient'] === `${name}@receiver.test`);

  test('the notices: who, why, where, who must act', () => {
    expect(notices.total).toBe(2);
    expect(verdictOf(notices, 'nobody')).toMatchObject({
      kind: 'bounce',
      format: 'rfc3464',
      verdict: {
        category: 'recipient.unknown',
        suppress: true,
        class: 'permanent',
        reply: {
          ...noticed,
          replyCode: 550,
          enhancedStatus: '5.1.1',
          reportingHost: 'mail.sender.test',
          headerFrom: 'me@sender.test',
        },
      },
    });
    expect(verdictOf(notices, 'blocked')).toMatchObject({
      kind: 'bounce',
      verdict: {
        category: 'reputation.ip-listed',
        suppress: false,
        reply: { ...noticed, replyCode: 550, enhancedStatus: '5.7.1', senderIp: '192.0.2.7' },
      },
    });
  });

  test('the log: the refusals and the delay, not what was delivered', () => {
    expect(lines.total).toBe(3);
    expect(verdictOf(lines, 'nobody')).toMatchObject({
      input: 'log',
      kind: 'bounce',
      format: 'postfix',
      verdict: { category: 'recipient.unknown', suppress: true, reply: logged },
    });
    expect(verdictOf(lines, 'blocked')).toMatchObject({
      kind: 'bounce',
      verdict: { category: 'reputation.ip-listed', suppress: false, reply: logged },
    });
    expect(verdictOf(lines, 'later')).toMatchObject({
      kind: 'delay',
      verdict: {
        category: 'greylist',
        suppress: false,
        class: 'transient',
        reply: { ...logged, replyCode: 450 },
      },
    });
  });

  test('log and notice name the same queue id', () => {
    for (const name of ['nobody', 'blocked']) {
      const ids = [notices, lines].map((answer) => verdictOf(answer, name)?.verdict.reply['queueId']);
      expect(ids[0]).toBe(ids[1]);
    }
  });

  test('the letter tells time and queue id, and withholds the addresses', async () => {
    const file = postfix.returned().find((path) => readFileSync(path, 'utf8').includes('blocked@')) ?? '';
    const { stdout } = await runWaypost(['explain', '--offline', '--report', file]);
    expect(stdout).toMatch(/[0-9A-F]{8,}/);
    expect(stdout).toContain('***@receiver.test');
    expect(stdout).not.toMatch(/(nobody|blocked|me)@/);
  });
});
