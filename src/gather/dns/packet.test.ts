// @ts-expect-error dns-packet ships no types.
import * as codec from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMessage, encodeQuery } from './packet.ts';
import { readAnswer } from './read-answer.ts';

const encode = (message: unknown): Uint8Array => codec.encode(message);
const question = { name: 'a.example', type: 'A', class: 'IN' };
const answer = (more: object): Uint8Array =>
  encode({ type: 'response', id: 7, flags: 0x8180, questions: [question], ...more });

describe('a query', () => {
  test.each([true, false])('carries id, question, RD, AD; with EDNS %s', (hasEdns) => {
    const bytes = encodeQuery({ id: 0xabcd, name: 'a.example', type: 'MX' }, { hasEdns });
    const message = codec.decode(Buffer.from(bytes));
    expect(message).toMatchObject({ id: 0xabcd, flag_rd: true, flag_ad: true, flag_cd: false });
    expect(message.questions).toMatchObject([{ name: 'a.example', type: 'MX', class: 'IN' }]);
    const opt = hasEdns ? [{ type: 'OPT', udpPayloadSize: 1232, flag_do: true }] : [];
    expect(message.additionals).toMatchObject(opt);
  });

  test.each([
    [{}, { flag_rd: true, flag_cd: false }],
    [{ isRecursive: false }, { flag_rd: false, flag_cd: false }],
    [{ isUnchecked: true }, { flag_rd: true, flag_cd: true }],
  ])('%o', (options, flags) => {
    const bytes = encodeQuery({ id: 1, name: 'a.example', type: 'SOA' }, { hasEdns: true, ...options });
    expect(codec.decode(Buffer.from(bytes))).toMatchObject(flags);
  });

  const types = [
    'A',
    'AAAA',
    'MX',
    'TXT',
    'PTR',
    'CNAME',
    'NS',
    'SOA',
    'TLSA',
    'SRV',
    'CAA',
    'DS',
    'DNSKEY',
  ] as const;
  test.each(types)('type %s', (type) => {
    const bytes = encodeQuery({ id: 1, name: '_25._tcp.mx.example', type }, { hasEdns: false });
    const { questions } = codec.decode(Buffer.from(bytes));
    expect(questions).toMatchObject([{ name: '_25._tcp.mx.example', type }]);
    expect(codec.decode.bytes).toBe(bytes.length);
  });

  test('the root', () => {
    const bytes = encodeQuery({ id: 1, name: '.', type: 'SOA' }, { hasEdns: true });
    expect(codec.decode(Buffer.from(bytes)).questions).toMatchObject([{ name: '.', type: 'SOA' }]);
  });

  const label = fc.string({ unit: fc.constantFrom(...'abz09-_'), minLength: 1, maxLength: 63 });
  test('any name is read back as it was (property)', () => {
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), fc.boolean(), (labels, hasEdns) => {
        const bytes = encodeQuery({ id: 1, name: labels.join('.'), type: 'A' }, { hasEdns });
        expect(codec.decode(Buffer.from(bytes)).questions).toMatchObject([{ name: labels.join('.') }]);
        expect(codec.decode.bytes).toBe(bytes.length);
      }),
    );
  });
});

describe('an answer', () => {
  test('the upper bits of the RCODE are in OPT (RFC 6891 §6.1.3)', () => {
    const opt = { type: 'OPT', name: '.', extendedRcode: 1, options: [] };
    expect(decodeMessage(answer({ additionals: [opt] }))).toMatchObject({
      ok: true,
      value: { rcode: 'BADVERS' },
    });
  });

  test.each([
    [[0, 22, ...Buffer.from('example.net:53')], ['22 No Reachable Authority: example.net:53']],
    [[0, 18], ['18 Prohibited']],
    [[0xff, 0xff, 0x1b, 0x5b, 0x41], ['65535 Unassigned: [A']],
    [[0], []],
    [[0, 0, 0xff, 0xfe], ['0 Other: \ufffd\ufffd']],
  ])('extended error %o', (octets, extendedErrors) => {
    const options = [{ code: 15, data: Buffer.from(octets) }];
    const opt = { type: 'OPT', name: '.', options };
    expect(decodeMessage(answer({ additionals: [opt] }))).toMatchObject({ value: { extendedErrors } });
  });

  test('a TTL with its high bit set is zero (RFC 2181 §8); another class is no answer', () => {
    const answers = [
      { type: 'A', name: 'a.example', ttl: 0x80000001, data: '192.0.2.1' },
      { type: 'A', name: 'a.example', ttl: 5, class: 'CH', data: '192.0.2.2' },
    ];
    expect(decodeMessage(answer({ answers }))).toMatchObject({
      value: { answers: [{ ttl: 0, address: '192.0.2.1' }] },
    });
  });

  const hex = (text: string): Buffer => Buffer.from(text, 'hex');
  const owner = { name: 'a.example', ttl: 60 };
  test.each([
    [
      { type: 'TLSA', data: { usage: 3, selector: 1, matchingType: 1, certificate: hex('ABCD') } },
      { type: 'TLSA', usage: 3, selector: 1, matchingType: 1, data: 'abcd' },
    ],
    [
      { type: 'SRV', data: { priority: 0, weight: 1, port: 465, target: 'mail.example.org' } },
      { type: 'SRV', priority: 0, weight: 1, port: 465, target: 'mail.example.org' },
    ],
    [
      { type: 'CAA', data: { flags: 128, tag: 'IssueMail', value: 'ca.example.net; x=1' } },
      { type: 'CAA', flags: 128, tag: 'issuemail', value: 'ca.example.net; x=1' },
    ],
    [
      { type: 'DS', data: { keyTag: 4711, algorithm: 13, digestType: 2, digest: hex('FF00') } },
      { type: 'DS', keyTag: 4711, algorithm: 13, digestType: 2, digest: 'ff00' },
    ],
    [
      { type: 'DNSKEY', data: { flags: 257, algorithm: 13, key: hex('00ff') } },
      { type: 'DNSKEY', flags: 257, protocol: 3, algorithm: 13, key: 'AP8=' },
    ],
  ])('%#: $0.type is read', (sent, read) => {
    const message = decodeMessage(answer({ answers: [{ ...owner, ...sent }] }));
    expect(message).toMatchObject({ ok: true, value: { answers: [{ ...owner, ...read }] } });
  });

  test('signatures stand beside the records that they sign', () => {
    const times = { originalTTL: 60, inception: 1000, expiration: 2000 };
    const signature = (typeCovered: string) => ({
      ...owner,
      type: 'RRSIG',
      data: {
        typeCovered,
        algorithm: 13,
        labels: 2,
        ...times,
        keyTag: 9,
        signersName: 'example',
        signature: hex('00'),
      },
    });
    const answers = [{ type: 'A', ...owner, data: '192.0.2.1' }, signature('A'), signature('AAAA')];
    const message = decodeMessage(answer({ answers }));
    expect(message.ok && readAnswer(message.value, 'a.example', 'A')).toMatchObject({
      ok: true,
      value: {
        value: {
          records: [{ type: 'A' }],
          signatures: [
            { type: 'RRSIG', typeCovered: 'A', algorithm: 13, expiration: 2000, signer: 'example' },
          ],
        },
      },
    });
  });

  test('an alias loop ends', () => {
    const alias = (name: string, data: string) => ({ type: 'CNAME', name, ttl: 60, data });
    const message = decodeMessage(
      answer({ answers: [alias('a.example', 'b.example'), alias('b.example', 'a.example')] }),
    );
    const reading = message.ok ? readAnswer(message.value, 'a.example', 'A') : message;
    expect(reading).toMatchObject({ ok: false, problem: { code: 'bad-answer' } });
  });
});

describe('octets of strangers', () => {
  const check = (bytes: Uint8Array): void => {
    const message = decodeMessage(bytes);
    if (message.ok) readAnswer(message.value, 'a.example', 'TXT');
    else expect(message.problem.code).toBe('bad-answer');
  };

  test('any octets: a message or a problem, never an exception', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), check), { numRuns: 500 });
  });

  test('a good message with octets changed, and cut short', () => {
    const soa = { mname: 'ns.example', rname: 'h.example', serial: 1, minimum: 2 };
    const good = answer({
      answers: [
        { type: 'TXT', name: 'a.example', ttl: 60, data: ['v=spf1', '-all'] },
        { type: 'MX', name: 'a.example', ttl: 60, data: { preference: 1, exchange: 'b.example' } },
        { type: 'CNAME', name: 'a.example', ttl: 60, data: 'b.example' },
      ],
      authorities: [{ type: 'SOA', name: 'example', ttl: 60, data: soa }],
      additionals: [{ type: 'OPT', name: '.', options: [{ code: 15, data: Buffer.from([0, 6, 65]) }] }],
    });
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.nat(good.length), (changes, length) => {
        const bytes = Uint8Array.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        check(bytes.subarray(0, length));
        check(bytes);
      }),
      { numRuns: 500 },
    );
  });
});
