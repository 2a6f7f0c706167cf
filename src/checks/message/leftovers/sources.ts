/** Where the marks of templates are written down, and how programs write a value that is missing. */
import type { Citation } from '../../../findings/finding.ts';

export const templateDocs: readonly Citation[] = [
  { title: 'Mustache manual', url: 'https://mustache.github.io/mustache.5.html', seen: '2026-11-26' },
  {
    title: 'Mailchimp: merge tags',
    url: 'https://mailchimp.com/help/getting-started-with-merge-tags/',
    seen: '2026-11-26',
  },
  {
    title: 'Jinja: template designer documentation',
    url: 'https://jinja.palletsprojects.com/templates/',
    seen: '2026-11-26',
  },
];

export const emptyValues: readonly Citation[] = [
  {
    title: 'ECMA-262 §7.1.17 (undefined, null and NaN as text)',
    url: 'https://tc39.es/ecma262/#sec-tostring',
    seen: '2026-11-26',
  },
];
