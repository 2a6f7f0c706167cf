/** Our reading of RFC 9989 against mailauth's, over many small zones. */
import fc from 'fast-check';
import { evaluateDmarc as oracle } from 'mailauth/lib/dmarc/index.js';
import { expect, test } from 'vitest';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import { evaluateDmarc } from './dmarc.ts';
import { mailauthResolver } from './mailauth-resolver.ts';

const names = ['a.b.example.org', 'b.example.org', 'example.org', 'org', 'c.example.org', 'example.net'];
const policy = fc.constantFrom('none', 'quarantine', 'reject');
const tags = fc.record({
  p: fc.oneof(policy, fc.constantFrom('rejekt', '')),
  sp: fc.option(policy, { nil: undefined }),
  np: fc.option(policy, { nil: undefined }),
  psd: fc.option(fc.constantFrom('y', 'n', 'u'), { nil: undefined }),
  t: fc.option(fc.constantFrom('y', 'n'), { nil: undefined }),
  aspf: fc.option(fc.constantFrom('r', 's'), { nil: undefined }),
  rua: fc.option(fc.constant('mailto:d@example.org'), { nil: undefined }),
});
const text = tags.map((values) =>
  [
    'v=DMARC1',
    ...Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : `${name}=${value}`)),
  ].join('; '),
);
const texts = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 6, arbitrary: fc.array(text, { minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.array(text, { minLength: 2, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constant(['v=spf1 -all']) },
  { weight: 1, arbitrary: fc.constant(['v=DMARC1; p=none; p=none']) },
);
const zone = fc.tuple(...names.map(() => texts), fc.boolean()).map((parts): Zone => {
  const exists = parts.at(-1) === true ? { 'a.b.example.org': { A: ['192.0.2.1'] } } : {};
  const records = names.flatMap((name, index) => {
    const found = parts[index];
    return Array.isArray(found) && found.length > 0 ? [[`_dmarc.${name}`, { TXT: found }] as const] : [];
  });
  return { ...Object.fromEntries(records), ...exists };
});

test('policy, place and alignment are mailauth’s', async () => {
  await fc.assert(
    fc.asyncProperty(
      zone,
      fc.constantFrom(...names),
      fc.constantFrom(...names),
      async (literal, from, other) => {
        const resolver = zoneResolver(literal);
        const ours = await evaluateDmarc(
          { fromDomain: from, spf: { domain: other, hasPassed: true }, dkim: [] },
          resolver,
        );
        const { response } = await oracle({
          strict: true,
          headerFrom: [`postmaster@${from}`],
          spfDomains: [other],
          dkimDomains: [],
          resolver: mailauthResolver(resolver),
        });
        if (response === false || response.rr === undefined || response.status.result === 'none') {
          expect(ours.state).toBe('none');
          return;
        }
        expect(ours).toMatchObject({
          state: 'found',
          facts: {
            recordDomain: response.policyDomain ?? response.domain,
            record: response.rr,
            policy: response.policy,
            isSpfAligned: Boolean(response.alignment.spf.result),
          },
        });
      },
    ),
    { numRuns: 400 },
  );
});
