import { describe, expect, test } from 'vitest';
import { createBodyBudget, readBody } from './read-body.ts';

const budget = () => createBodyBudget(10 << 20);

/** A body that comes in pieces and says how many were taken. */
function inPieces(pieces: number, size: number) {
  let given = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        given += 1;
        controller.enqueue(new Uint8Array(size));
        if (given === pieces) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const request = new Request('http://localhost/', {
    method: 'POST',
    body,
    duplex: 'half',
  } as RequestInit);
  return { request, given: () => given };
}

describe('a body up to its limit', () => {
  test('exactly the limit is read', async () => {
    const { request } = inPieces(10, 100);
    const read = await readBody(request, 1000, budget());
    expect(read.ok && read.value.bytes.length).toBe(1000);
  });

  test('one byte more is too large, and the rest is not taken from the connection', async () => {
    const { request, given } = inPieces(1000, 1001);
    const read = await readBody(request, 1000, budget());
    expect(read).toMatchObject({ ok: false, problem: { code: 'too-large' } });
    expect(given()).toBeLessThan(4);
  });

  test('an announced length that is too large is not read at all', async () => {
    const { request, given } = inPieces(1, 1);
    request.headers.set('content-length', '1001');
    expect(await readBody(request, 1000, budget())).toMatchObject({ problem: { code: 'too-large' } });
    expect(given()).toBe(0);
  });

  test('a client that goes away in the middle is no error of ours', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    const request = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(await readBody(request, 1000, budget())).toMatchObject({ problem: { code: 'cancelled' } });
  });

  test('a body takes as much of the budget as it will stand in memory', async () => {
    const shared = createBodyBudget(8 << 20);
    const large = () => new Request('http://localhost/', { method: 'POST', body: new Uint8Array(2 << 20) });
    const first = await readBody(large(), 4 << 20, shared, 4);
    expect(first.ok).toBe(true);
    expect(await readBody(large(), 4 << 20, shared, 5)).toMatchObject({ problem: { code: 'overloaded' } });
    expect((await readBody(large(), 4 << 20, shared, 4)).ok).toBe(true);
  });

  test('large bodies share a budget, which they give back', async () => {
    const shared = createBodyBudget(2 << 20);
    const large = (): Request => {
      const request = new Request('http://localhost/', { method: 'POST', body: new Uint8Array(3 << 20) });
      request.headers.set('content-length', String(3 << 20));
      return request;
    };
    const first = await readBody(large(), 4 << 20, shared);
    expect(first.ok).toBe(true);
    expect(await readBody(large(), 4 << 20, shared)).toMatchObject({ problem: { code: 'overloaded' } });
    const { request: counted } = inPieces(30, 100_000);
    expect(await readBody(counted, 4 << 20, shared)).toMatchObject({ problem: { code: 'overloaded' } });
    const { request: small } = inPieces(10, 100_000);
    expect((await readBody(small, 4 << 20, shared)).ok).toBe(true);
    if (first.ok) first.value.release();
    expect((await readBody(large(), 4 << 20, shared)).ok).toBe(true);
  });
});
