import { expect, test } from 'vitest';
import { readArrivals } from './read-arrivals.ts';

const softwareIn = (text: string): readonly (string | undefined)[] =>
  [...readArrivals(Buffer.from(text))].flatMap((arrival) =>
    arrival.ok ? arrival.value.refusals.map(({ facts }) => facts.reportingSoftware) : [],
  );

test.each([
  'LastError : 451 4.4.0 Primary target IP address responded with: "421 4.4.2 Connection dropped due to SocketError." Attempted failover to alternate host',
  '{LED=441 4.4.1 Error encountered while communicating with primary target IP address: "Failed to connect. Winsock error code: 10060"};{MSG=}',
  'Generating server: ex01.example.org\n\nuser@example.net\nmx.example.net #550 5.1.1 User unknown ##',
])('Exchange tells of its own queue: %j', (text) => {
  expect(softwareIn(text)).toEqual(['exchange']);
});

test('what the Exchange of the recipient reports tells nothing of the server that sent', () => {
  const text =
    'Generating server: ex01.example.net\n\nuser@example.net\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##';
  expect(softwareIn(text)).toEqual([undefined]);
});

test('nor does a bare reply', () => {
  expect(softwareIn('550 5.1.1 User unknown')).toEqual([undefined]);
});
