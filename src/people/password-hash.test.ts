import crypto from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CURRENT_COST, createPasswordHasher, deriveArgon2id } from './password-hash.ts';
import { cheapCost, countCalls } from './testing.ts';

const random = (size: number): Uint8Array => crypto.randomBytes(size);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('RFC 9106 §5.3: the test vector of Argon2id', async () => {
  const tag = await deriveArgon2id(
    new Uint8Array(32).fill(1),
    new Uint8Array(16).fill(2),
    { memory: 32, passes: 3, lanes: 4 },
    32,
    { secret: new Uint8Array(8).fill(3), associatedData: new Uint8Array(12).fill(4) },
  );
  expect(hex(tag)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
});

describe('a stored hash', () => {
  test('says how it was made, has its own salt, and takes the password alone', async () => {
    const hasher = createPasswordHasher(random);
    const [one = '', two = ''] = await Promise.all([
      hasher.hash('correct horse'),
      hasher.hash('correct horse'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await hasher.verify('correct horse', one)).toBe(true);
    expect(await hasher.verify('correct horsf', one)).toBe(false);
    expect(await hasher.verify('', one)).toBe(false);
  });

  test('of another keyboard: composed and decomposed letters are the same password', async () => {
    const hasher = createPasswordHasher(random, cheapCost);
    const hash = await hasher.hash('gr\u00fc\u00dfe aus K\u00f6ln');
    expect(await hasher.verify('gru\u0308\u00dfe aus Ko\u0308ln', hash)).toBe(true);
  });

  test.each([
    ['less memory than today', '$argon2id$v=19$m=8192,t=2,p=1$', true],
    ['fewer passes than today', '$argon2id$v=19$m=19456,t=1,p=1$', true],
    ['the cost of today', '$argon2id$v=19$m=19456,t=2,p=1$', false],
    ['more than today', '$argon2id$v=19$m=65536,t=3,p=1$', false],
  ])('with %s', (_, head, isOutdated) => {
    const hash = `${head}${'A'.repeat(22)}$${'A'.repeat(43)}`;
    expect(createPasswordHasher(random, CURRENT_COST).isOutdated(hash)).toBe(isOutdated);
  });

  test.each([
    ['nothing', ''],
    ['another algorithm', `$argon2i$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`],
    ['gigabytes of memory', `$argon2id$v=19$m=9999999,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`],
    ['no memory', `$argon2id$v=19$m=0,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`],
    ['no lanes', `$argon2id$v=19$m=8,t=1,p=0$${'A'.repeat(22)}$${'A'.repeat(43)}`],
    ['a tag that is cut off', `$argon2id$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$AA`],
    ['plain text', 'correct horse'],
  ])('that holds %s fits no password', async (_, hash) => {
    expect(await createPasswordHasher(random, cheapCost).verify('correct horse', hash)).toBe(false);
  });
});

test('nobody is verified with the same work as somebody, and compared in constant time', async () => {
  const hasher = createPasswordHasher(random, cheapCost);
  const hash = await hasher.hash('correct horse');
  const hashed = countCalls('argon2');
  const compared = countCalls('timingSafeEqual');
  expect(await hasher.verify('correct horse', undefined)).toBe(false);
  expect([hashed.calls(), compared.calls()]).toEqual([1, 1]);
  expect(await hasher.verify('correct horse', hash)).toBe(true);
  expect([hashed.calls(), compared.calls()]).toEqual([2, 2]);
});

test('few hashes are made at once, some wait in turn, the rest is told at once', async () => {
  const hasher = createPasswordHasher(
    random,
    { memory: 1024, passes: 1, lanes: 1 },
    { atOnce: 2, waiting: 3 },
  );
  const order: number[] = [];
  const all = Array.from({ length: 8 }, async (_, at) => {
    const hash = await hasher.hash('correct horse');
    order.push(at);
    return hash === undefined ? 'busy' : 'made';
  });
  expect(await Promise.all(all)).toEqual([...Array(5).fill('made'), ...Array(3).fill('busy')]);
  expect(order.slice(0, 3).sort()).toEqual([5, 6, 7]);
  expect(await hasher.verify('x', undefined)).toBe(false);
});
