import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { withVerb } from './pick-command.ts';
import { dsn, runCommand as run } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('waypost', () => {
  test('help names the commands and gives examples', async () => {
    const { code, out } = await run(['--help']);
    expect([code, out.includes('explain'), out.includes('Examples')]).toEqual([0, true, true]);
  });

  test.each([
    [['550 no'], ['explain', '550 no']],
    [['./bounce.eml'], ['explain', './bounce.eml']],
    [
      ['explain', 'x'],
      ['explain', 'x'],
    ],
    [['--help'], ['--help']],
    [
      ['--json', 'x'],
      ['explain', '--json', 'x'],
    ],
  ])('%j is read as %j', (args, expected) => {
    expect(withVerb(args, ['explain'])).toEqual(expected);
  });

  test.each(['bash', 'zsh', 'fish'])('completion for %s names the options of explain', async (shell) => {
    const { code, out } = await run(['completion', shell]);
    expect([code, out.includes('sender-ip')]).toEqual([0, true]);
  });

  test('completion for an unknown shell is a usage error', async () => {
    expect((await run(['completion', 'tcsh'])).code).toBe(2);
  });
});

const hello = 'From: a@example.org\r\nTo: b@example.com\r\nSubject: Hello\r\n\r\nHow are you?\r\n';
const page = '<!-- May -->\n<h1>Hello {{name}}</h1>\n';
const reply = '550 5.1.1 User unknown';

describe('without a command, what comes in or stands in the file picks one', () => {
  test.each<[why: string, content: string, schema: string]>([
    ['ordinary mail', hello, 'waypost/check/1'],
    ['an mbox of it', `From a\n${hello.replaceAll('\r', '')}`, 'waypost/check/1'],
    ['HTML', page, 'waypost/check/1'],
    ['a bounce', dsn, 'waypost/explain/1'],
    [
      'an mbox in which a bounce stands',
      `From a\n${hello.replaceAll('\r', '')}\nFrom b\n${dsn}`,
      'waypost/explain/1',
    ],
    ['a reply', reply, 'waypost/explain/1'],
    [
      'a page in which a refusal stands',
      `<html><body><pre>${reply}</pre></body></html>`,
      'waypost/explain/1',
    ],
    [
      'a long log',
      `${'Oct 11 22:14:15 mx1 postfix/qmgr[1]: 4E74613FE76: removed\n'.repeat(200)}Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=none, dsn=5.1.1, status=bounced (${reply})\n`,
      'waypost/explain/1',
    ],
  ])('%s', async (_, content, schema) => {
    const path = file('any', content);
    const outs = [
      await run(['-', '--offline', '--json'], content),
      await run(['--offline', '--json'], content),
      await run(['--offline', '--json', '--lang', 'en', '-'], content),
      await run([path, '--offline', '--json']),
      await run(['--offline', '--json', path]),
    ];
    const schemas = outs.map(({ out }) => {
      const answer = JSON.parse(out);
      return (Array.isArray(answer) ? answer[0] : answer).schema;
    });
    expect(schemas).toEqual(outs.map(() => schema));
  });

  test('all of standard input reaches the command, however it was cut', async () => {
    const long = `${hello}${'A line of words.\r\n'.repeat(2000)}`;
    const [report] = JSON.parse((await run(['-', '--offline', '--json'], long)).out);
    expect(report.message.octets).toBe(long.length);
  });

  test('an option that explain alone has says what is wanted', async () => {
    const { out } = await run(['--offline', '--json', '--recipient', 'b@example.com', '-'], hello);
    expect(JSON.parse(out).schema).toBe('waypost/explain/1');
  });

  test('an unknown option is told with the name of the program', async () => {
    expect((await run(['check', '--nonsense'])).err).toMatch(/^waypost: error: .*--nonsense/);
  });
});

test('a file of a report is audited, packed or not, and no other archive is', async () => {
  const record =
    '<feedback><report_metadata><org_name>example.com</org_name><email>a@example.com</email><report_id>1</report_id><date_range><begin>1764000000</begin><end>1764086400</end></date_range></report_metadata><policy_published><domain>example.org</domain><p>none</p></policy_published></feedback>';
  for (const path of [file('report.xml', record), file('report', gzipSync(record))]) {
    const { out } = await run([path, '--json']);
    expect(JSON.parse(out)).toMatchObject({ schema: 'waypost/audit/1', subject: { name: 'example.org' } });
  }
  const { code, err } = await run([file('other.gz', gzipSync('good morning'))]);
  expect(code).toBe(1);
  expect(err).toContain('binary data');
});
