/** Events of a job as data: what is ours is taken, what is not is left. */
import { describe, expect, test } from 'vitest';
import { jobEnd, jobEvent } from './follow-job.ts';

describe('jobEvent', () => {
  test.each([
    ['progress', { done: 2, total: 5 }, { kind: 'progress', done: 2, total: 5 }],
    ['progress', {}, { kind: 'progress', done: 0, total: 0 }],
    [
      'evidence',
      { state: 'bad', result: 'fail', question: 'SPF', answer: '-all', ms: 41 },
      { kind: 'evidence', state: 'bad', result: 'fail', question: 'SPF', answer: '-all', ms: 41 },
    ],
    ['evidence', { state: 'purple' }, undefined],
    ['other', { state: 'bad' }, undefined],
  ])('%s %j', (kind, data, expected) => {
    expect(jobEvent(kind, data)).toEqual(expected);
  });
});

describe('jobEnd', () => {
  test.each([
    [{ state: 'running' }, undefined],
    [
      { state: 'done', reportId: '0198' },
      { state: 'done', reportId: '0198' },
    ],
    [
      { state: 'failed', problem: { code: 'no-reply', message: 'This is no reply.' } },
      {
        state: 'failed',
        problem: { code: 'no-reply', status: 0, title: 'This is no reply.', detail: 'This is no reply.' },
      },
    ],
    [{ state: 'cancelled' }, { state: 'cancelled', problem: { code: 'cancelled', status: 0, title: '' } }],
  ])('%j', (data, expected) => {
    expect(jobEnd(data)).toEqual(expected);
  });
});
