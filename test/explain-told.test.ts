/** What is printed does not say that a server tries again after 5yz, nor that somebody complained where nobody did. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { briefly } from '../src/explain/brief.ts';
import { createClassifier } from '../src/explain/classify/index.ts';
import { messageArrival } from '../src/explain/message-arrival.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { projectRoot } from './source-files.ts';

const classifier = createClassifier(classifierData(readDataFolder(join(projectRoot, 'data'))));

const feedback = (type: string): Buffer =>
  Buffer.from(
    [
      'From: reports@mx.example.org',
      'To: abuse@example.net',
      'Subject: report',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'A report.',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      `Feedback-Type: ${type}`,
      'User-Agent: Reporter/1.0',
      'Version: 1',
      'Original-Rcpt-To: <bob@example.org>',
      '',
      '--b--',
      '',
    ].join('\r\n'),
  );

describe('feedback reports (RFC 5965, RFC 6591, RFC 6430)', () => {
  test.each([
    ['abuse', true],
    ['fraud', true],
    ['opt-out', true],
    ['auth-failure', false],
    ['not-spam', false],
  ])('%s stops mail: %s', (type, isStopped) => {
    const [verdict] = briefly(messageArrival(feedback(type)), classifier).verdicts;
    expect(verdict?.category).toBe('notice.complaint');
    expect(verdict?.suppress).toBe(isStopped);
  });
});
