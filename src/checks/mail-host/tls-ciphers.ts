/** Do the ciphers that were agreed on keep their secrets: key exchange that forgets its keys, nothing broken (RFC 9325 §4)? */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';

/** RFC 9325 §4.1, RFC 7465: never; names of the IANA registry. */
const broken = /_(?:NULL|RC4|DES|3DES|EXPORT|anon|MD5)(?:_|$)/;
/** RFC 9325 §4.5: at least 2048 bits. */
const smallestGroup = 2048;

export const tlsCiphers: Check<'mailHost'> = {
  id: 'mail-host/tls-ciphers',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 9325 §4.1' }, { title: 'RFC 9325 §4.5' }, { title: 'RFC 7465 §2' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ tls }) => {
      if (tls === undefined) return undefined;
      const agreed = [
        { cipher: tls.cipher, ephemeralKey: tls.ephemeralKey },
        ...tls.versions.flatMap(({ state, cipher, ephemeralKey }) =>
          state === 'accepted' && cipher !== undefined ? [{ cipher, ephemeralKey }] : [],
        ),
      ];
      const ciphers = [...new Set(agreed.map(({ cipher }) => cipher))];
      const weak = ciphers.filter((cipher) => broken.test(cipher));
      if (weak.length > 0) return { outcome: 'fail', message: 'broken', data: { ciphers: weak } };
      const keeping = agreed.filter(({ ephemeralKey }) => ephemeralKey === undefined);
      if (keeping.length > 0) {
        const names = [...new Set(keeping.map(({ cipher }) => cipher))];
        return { outcome: 'fail', message: 'no-forward-secrecy', data: { ciphers: names } };
      }
      const groups = agreed.flatMap(
        ({ ephemeralKey }) => /^DH (\d+) bits$/.exec(ephemeralKey ?? '')?.[1] ?? [],
      );
      const small = groups.map(Number).find((bits) => bits < smallestGroup);
      if (small !== undefined) return { outcome: 'fail', message: 'small-group', data: { bits: small } };
      return { outcome: 'pass', message: 'forward-secret', data: { ciphers } };
    }),
};
