import { expect, test } from 'vitest';
import { keepExample, returnedBytes } from './keep-example.ts';

const piece = Buffer.alloc(1_000_000, 0x78);
const facts = { text: '550 no', replyCode: 550, recipient: 'a@example.org' };
const refusal = {
  facts,
  otherTexts: {
    *[Symbol.iterator]() {
      for (let i = 0; i < 1000; i++) yield { text: `text ${i}` };
    },
  },
};
const example = {
  source: 'mail.mbox',
  refusal,
  arrival: {
    input: 'message',
    kind: 'bounce',
    refusals: [refusal, refusal],
    returned: { bytes: piece.subarray(10, 30), isWhole: true },
  },
} as const;

test('what is kept says the same and shares no memory with what was read', () => {
  const kept = keepExample(example, 1000);
  expect(kept.refusal.facts).toEqual(facts);
  expect(kept.arrival.refusals).toEqual([kept.refusal]);
  expect(kept.arrival.returned?.bytes).toEqual(Uint8Array.from(piece.subarray(10, 30)));
  expect(kept.arrival.returned?.bytes.buffer.byteLength).toBe(20);
  expect(returnedBytes(kept)).toBe(20);
});

test('of very many other texts the first are kept', () => {
  expect([...keepExample(example, 1000).refusal.otherTexts]).toHaveLength(50);
});

test('a returned message that does not fit is left out', () => {
  expect(keepExample(example, 19).arrival.returned).toBeUndefined();
});

test('what stood around is kept as it was', () => {
  const around = { pasted: 'our server says 550 no', beside: 'our server says 550 ' };
  const kept = keepExample({ ...example, arrival: { ...example.arrival, ...around } }, 1000);
  expect(kept.arrival).toMatchObject(around);
});
