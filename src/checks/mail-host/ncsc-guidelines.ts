/** What the Dutch NCSC asks of TLS, as the public test Internet.nl took it over: the weights of some checks come from there. */
import type { Citation } from '../../findings/finding.ts';

export const ncscGuidelines: Citation = {
  title: 'Internet.nl: the NCSC-NL guidelines for TLS of 2025',
  url: 'https://github.com/internetstandards/Internet.nl/pull/1800',
  seen: '2025-06-09',
};
