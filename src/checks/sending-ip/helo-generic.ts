/** Does the HELO name look machine-made, as those of end users' lines do? Filters refuse such names at HELO. */
import type { Check } from '../../findings/finding.ts';
import { reverseNameAsHelo } from '../dns/helo-fix.ts';
import { draft, valueOn } from '../draft.ts';

/** The name's form suggests it; some well-kept servers have such names too. */
const likely = 0.8;

export const heloGeneric: Check<'helo' | 'ptr'> = {
  id: 'sending-ip/helo-generic',
  needs: ['helo', 'ptr'],
  sources: [
    { title: 'SpamRATS: RATS-Dyna', url: 'https://www.spamrats.com/rats-dyna.php', seen: '2026-11-23' },
  ],
  run: (evidence) => {
    const helo = valueOn(evidence, 'helo');
    if (helo?.ip === undefined) return draft(evidence, 'helo', 'not-applicable', 'nothing-to-compare');
    const data = { name: helo.name, ip: helo.ip };
    if (helo.isGeneric !== true) return draft(evidence, 'helo', 'pass', 'own-name', data);
    const fixes = reverseNameAsHelo(valueOn(evidence, 'ptr'));
    return draft(evidence, 'helo', 'fail', 'generic', data, { confidence: likely, fixes });
  },
};
