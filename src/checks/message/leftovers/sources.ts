/** Where the marks of templates are written down. */
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
