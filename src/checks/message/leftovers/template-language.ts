/** Which template languages merge tags are of: names, the same in every language of people. */
import type { FoundTag } from './find-merge-tags.ts';

const names: Readonly<Record<string, string>> = {
  erb: 'ERB/EJS',
  freemarker: 'Freemarker',
  velocity: 'Velocity',
  mailchimp: 'Mailchimp',
  ampscript: 'AMPscript',
  percents: 'AMPscript',
  mailgun: 'Mailgun',
  smarty: 'Smarty',
};

/** 'Liquid/Jinja/Twig, Mailchimp': those that have a name, in the order of their first tags; '' where none has. */
export function languagesOf(tags: readonly FoundTag[]): string {
  const hasStatements = tags.some(({ syntax }) => syntax === 'statement');
  const named = tags.map(({ syntax }) => {
    if (syntax === 'statement') return 'Liquid/Jinja/Twig';
    if (syntax === 'braces') return hasStatements ? 'Liquid/Jinja/Twig' : 'Handlebars/Mustache/Liquid';
    return names[syntax] ?? '';
  });
  return [...new Set(named)].filter((name) => name !== '').join(', ');
}
