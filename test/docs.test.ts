/** The committed pages are what the tool makes, and every link between pages leads somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replyFactsOf } from '../src/explain/reply-input.ts';
import { readDataFolder } from '../src/main/data-folder.ts';
import { createExplainServices } from '../src/main/services.ts';
import { checkPagesOf } from '../tools/docs/check-pages.ts';
import { configurationPage } from '../tools/docs/configuration-page.ts';
import { pagesOf } from '../tools/docs/rejection-pages.ts';
import { listFiles, projectRoot } from './source-files.ts';

describe.each([
  ['rejections', pagesOf(projectRoot)],
  ['checks', checkPagesOf(projectRoot)],
] as const)('docs/%s', (name, pages) => {
  const folder = join(projectRoot, 'docs', name);

  test('has exactly the pages of the catalogue', () => {
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
  });

  test.each([...pages])('%s is up to date (node tools/build-docs.ts)', (file, text) => {
    expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
  });
});

test('docs/configuration.md is up to date (node tools/build-docs.ts)', () => {
  expect(readFileSync(join(projectRoot, 'docs/configuration.md'), 'utf8')).toBe(configurationPage());
});

describe('links between pages', () => {
  test.each(listFiles('docs', ['.md']))('%s', (path) => {
    const text = readFileSync(join(projectRoot, path), 'utf8');
    const anchors = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchorOf(title)));
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const broken = links.filter((target) => {
      if (/^[a-z]+:/.test(target)) return false;
      const [file = '', anchor] = target.split('#');
      if (file === '') return !anchors.has(anchor ?? '');
      return !existsSync(join(projectRoot, dirname(path), file));
    });
    expect(broken).toEqual([]);
  });
});

describe('docs/550.md', () => {
  const sections = readFileSync(join(projectRoot, 'docs', '550.md'), 'utf8')
    .split(/^### /m)
    .slice(1);
  const sectionOf = (title: string) => sections.find((text) => text.startsWith(`${title}\n`)) ?? '';
  const { classifier } = createExplainServices(readDataFolder(join(projectRoot, 'data')));

  // What a server says → the section that answers it; the section links the category that Waypost gives the words.
  test.each([
    ['550 Denied by policy', '550 Denied by policy'],
    ['550 Administrative prohibition', '550 Administrative prohibition'],
    ['550 5.1.0 Address rejected', '550 5.1.0 Address rejected'],
    ['550 5.1.1 The email account that you tried to reach does not exist', '550 5.1.1'],
    [
      '550 5.4.1 Recipient address rejected: Access denied',
      '550 5.4.1 Recipient address rejected: Access denied',
    ],
    ['550 5.7.0 Message Size Violation', '550 5.7.0 Message Size Violation'],
    ['550 5.7.1 Access denied', '550 5.7.1 Access denied'],
    ['550 Recipient Quarantined', '550 Recipient Quarantined'],
    ['550 Reverse DNS lookup failed for host', '550 reverse DNS'],
    ['550 No such user here', '550 No such user here, 550 Recipient unknown'],
    ['550 Recipient unknown', '550 No such user here, 550 Recipient unknown'],
    ['550 Authentication is required for relay', '550 Authentication is required for relay'],
    ['550 Relay not permitted', '550 Relay not permitted'],
    ['550 #5.1.0 Address rejected', '550 #5.1.0 Address rejected with a number sign'],
    ['550 Host unknown', '550 Host unknown'],
    ['550 Blocked', '550 Blocked, 550 Email blocked'],
    ['550 Email Blocked', '550 Blocked, 550 Email blocked'],
    ['550 5.7.60 SMTP; Client does not have permissions to send as this sender', '550 in Outlook'],
    ['550 this domain is not hosted here', '550 this domain is not hosted here'],
    ['550 SPF check failed: sender IP is not permitted', '550 SPF'],
    ['550 High probability of spam', '550 High probability of spam'],
    ['550 Sender verify failed', '550 Sender verify failed'],
    ['552 5.2.2 Mailbox full', 'The recipient\u0027s mailbox is full'],
  ])('answers %s', (words, title) => {
    const { category } = classifier.classify(replyFactsOf(words));
    expect(sectionOf(title)).toContain(`(rejections/${category}.md)`);
  });
});

/** As the usual Markdown renderers make it: lower case, no punctuation, blanks as hyphens. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}
