import { expect, test } from 'vitest';
import { actorOf, isOwnTrouble, mayBeSaidAt, placeOf } from './place.ts';

const speaker = (role: Parameters<typeof placeOf>[1]['role']) => ({ role, because: [] });

test('a place is what the log tells, then who spoke', () => {
  expect(placeOf({ text: '', ownStep: 'delivery' }, speaker('own-server'), 'server.error')).toBe('home');
  expect(placeOf({ text: '', ownStep: 'client' }, speaker('own-server'), 'server.error')).toBe('client');
  expect(placeOf({ text: '' }, speaker('smarthost'), 'server.error')).toBe('relay');
  expect(placeOf({ text: '' }, speaker('own-filter'), 'server.error')).toBe('home');
  expect(placeOf({ text: '' }, speaker('recipient-server'), 'server.error')).toBe('gateway');
  expect(placeOf({ text: '' }, speaker('unknown'), 'server.error')).toBeUndefined();
  expect(placeOf({ text: '' }, speaker('forwarder'), 'server.error')).toBeUndefined();
});

test('what is only likely to be our own server tells of its rules, or of its way to the next', () => {
  const likely = { role: 'own-server', because: ['likeness'] } as const;
  expect(placeOf({ text: '' }, likely, 'relay.denied')).toBe('home');
  expect(placeOf({ text: '' }, likely, 'net.connection')).toBe('client');
  expect(placeOf({ text: '' }, speaker('own-server'), 'relay.denied')).toBeUndefined();
});

test('trouble at home is ours, and a gateway that denies relaying is the recipient’s', () => {
  expect(isOwnTrouble('home', 'server.error')).toBe(true);
  expect(isOwnTrouble('home', 'recipient.full')).toBe(false);
  expect(isOwnTrouble('gateway', 'server.error')).toBe(false);
  expect(actorOf('net.connection', 'home')).toBe('recipient-admin');
  expect(actorOf('net.connection', 'client')).toBe('network');
  expect(actorOf('relay.denied', 'gateway')).toBe('recipient-admin');
  expect(actorOf('relay.denied', undefined)).toBe('sender-account');
  expect(actorOf('dns.sender-domain', 'relay')).toBe('sender-account');
  expect(actorOf('dns.sender-domain', 'gateway')).toBe('sender-dns');
  expect(actorOf('sender.verify-failed', 'relay')).toBe('sender-account');
});

test('what cannot be meant there is not guessed', () => {
  expect(mayBeSaidAt('gateway', 'sender-account.relay-denied')).toBe(false);
  expect(mayBeSaidAt('gateway', 'reputation.low')).toBe(true);
  expect(mayBeSaidAt('relay', 'reputation.low')).toBe(false);
  expect(mayBeSaidAt(undefined, 'sender-account.relay-denied')).toBe(true);
});
