import { expect, test } from 'vitest';
import { layOut } from './layout.ts';
import { ANSWER_PREFIXES, FORWARD_PREFIXES, isAnswer, isReplySubject, isReplyTo } from './reply-subject.ts';
import { sampleMessage } from './sample-messages.ts';

const layoutOf = (subject: string, from = 'one@example.org') => {
  const message = sampleMessage({ From: from, Subject: subject }, ['Hello']);
  return layOut(message, message.root);
};

test.each(ANSWER_PREFIXES.map((prefix) => [`${prefix.toUpperCase()}: Hello`]))('%s: an answer', (subject) => {
  const layout = layoutOf(subject);
  expect([isReplySubject(subject), isReplyTo(layout), isAnswer(layout)]).toEqual([true, true, true]);
});

test.each(FORWARD_PREFIXES.map((prefix) => [`${prefix}[2]： Hello`]))('%s: passed on', (subject) => {
  const layout = layoutOf(subject);
  expect([isReplySubject(subject), isReplyTo(layout), isAnswer(layout)]).toEqual([true, true, false]);
});

test.each(['Hello', 'Review: done', 'Re Hello', 'Undelivered Mail'])('%s: neither', (subject) => {
  const layout = layoutOf(subject);
  expect([isReplySubject(subject), isReplyTo(layout), isAnswer(layout)]).toEqual([false, false, false]);
});

test('what a program that delivers writes is no answer of a person', () => {
  const layout = layoutOf('Re: Hello', 'MAILER-DAEMON@mx.example.net');
  expect([isReplyTo(layout), isAnswer(layout)]).toEqual([false, false]);
});
