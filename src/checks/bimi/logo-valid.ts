/** Is the picture there, and in the form that BIMI takes (SVG Tiny PS)? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

/** By the problems of the facts. */
const messages: Readonly<Record<string, string>> = {
  'not-svg': 'not-svg',
  declaration: 'declaration',
  'too-deep': 'too-deep',
  'no-profile': 'no-profile',
  'no-version': 'no-version',
  'no-title': 'no-title',
  'root-place': 'root-place',
  script: 'script',
  animation: 'animation',
  'raster-image': 'raster-image',
  'foreign-content': 'foreign-content',
  'event-handler': 'event-handler',
  'outside-reference': 'outside-reference',
  'too-large': 'too-large',
  'not-square': 'not-square',
};

export const bimiLogoValid: Check<'bimi'> = {
  id: 'bimi/logo-valid',
  needs: ['bimi'],
  sources: [
    { title: 'draft-svg-tiny-ps-abrotman §2' },
    { title: 'draft-brand-indicators-for-message-identification §4.2' },
  ],
  run: (evidence) => {
    const facts = valueOn(evidence, 'bimi');
    if (facts?.logoUrl === undefined) return draft(evidence, 'bimi', 'not-applicable', 'no-logo');
    const { domain, logoUrl: url, logo } = facts;
    const data = { domain, url };
    if (logo === undefined)
      return draft(evidence, 'bimi', 'unknown', 'could-not-check', { ...data, why: 'not-fetched' });
    if (logo.state === 'failed')
      return draft(evidence, 'bimi', 'unknown', 'could-not-check', {
        ...data,
        why: logo.code,
        detail: logo.why,
      });
    if (logo.state === 'missing')
      return draft(evidence, 'bimi', 'fail', 'missing', { ...data, status: logo.code });
    const { octets, problems } = logo;
    if (problems.length === 0) return draft(evidence, 'bimi', 'pass', 'valid', { ...data, octets });
    return problems.flatMap((problem) =>
      draft(evidence, 'bimi', 'fail', messages[problem] ?? 'not-svg', { ...data, octets }),
    );
  },
};
