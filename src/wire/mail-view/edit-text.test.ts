import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editText, readMailView } from './index.ts';

/** Quoted-printable as mail programs write it: literal where it may be, soft breaks, escaped white space at line ends. */
function quotedPrintable(bytes: Uint8Array, eol: string): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .split(/\r?\n/)
    .map((line) => {
      const units = [...line].map((char, at) =>
        (/[!-<>-~]/.test(char) && !(at === 0 && '.-F'.includes(char))) ||
        (char === ' ' && at < line.length - 1)
          ? char
          : `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      );
      let text = '';
      let column = 0;
      for (const unit of units) {
        if (column + unit.length > 75) {
          text += `=${eol}`;
          column = 0;
        }
        text += unit;
        column += unit.length;
      }
      return text;
    })
    .join(eol);
}

interface Form {
  readonly transfer: string;
  readonly charset: string;
  readonly eol: string;
}

function messageOf(text: string, { transfer, charset, eol }: Form): Buffer {
  const bytes = Buffer.from(text, charset === 'utf-8' ? 'utf8' : 'latin1');
  const body =
    transfer === 'base64'
      ? (bytes.toString('base64').match(/.{1,76}/g) ?? []).join(eol)
      : transfer === 'quoted-printable'
        ? quotedPrintable(bytes, eol)
        : bytes.toString('latin1');
  const head = [
    'From: a@example.org',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    `Content-Type: text/html; charset=${charset}`,
    `Content-Transfer-Encoding: ${transfer}`,
    '',
    '',
  ].join(eol);
  const foot = ['', '--b', 'Content-Type: text/plain', '', 'other', '--b--', ''].join(eol);
  return Buffer.from(`${head}${body}${foot}`, 'latin1');
}

function applied(raw: Buffer, edit: { range: { start: number; end: number }; bytes: string }): Buffer {
  const { start, end } = edit.range;
  return Buffer.concat([raw.subarray(0, start), Buffer.from(edit.bytes, 'latin1'), raw.subarray(end)]);
}

const forms: readonly Form[] = ['base64', 'quoted-printable', '8bit'].flatMap((transfer) =>
  ['utf-8', 'iso-8859-1'].flatMap((charset) => ['\r\n', '\n'].map((eol) => ({ transfer, charset, eol }))),
);

const word = fc.constantFrom(
  '<p>',
  '</div>',
  ' ',
  '  ',
  'x',
  'ab',
  'ä',
  'ß',
  '=',
  '-',
  '--',
  'From ',
  '.',
  '\n',
  'class="a"',
  'lorem ipsum dolor',
);
const textOf = fc.array(word, { maxLength: 60 }).map((words) => words.join(''));

describe('the edited message holds the edited text', () => {
  test.each(forms)('$transfer $charset $eol', (form) => {
    let edits = 0;
    fc.assert(
      fc.property(textOf, textOf, fc.nat(), fc.nat(), (before, added, a, b) => {
        const text = `<p>${before}</p>`.replaceAll('\n', form.eol).replaceAll(/^--/gm, 'x');
        const raw = messageOf(text, form);
        const view = readMailView(raw);
        const part = view.texts[0];
        expect(part?.text).toBe(text);
        if (part === undefined) return;
        const start = Math.min(a % (text.length + 1), b % (text.length + 1));
        const end = Math.max(a % (text.length + 1), b % (text.length + 1));
        const edit = editText(view, part, start, end, added);
        if (edit === undefined) return;
        edits += 1;
        const eol = text.includes('\r\n') ? '\r\n' : '\n';
        const changed = applied(raw, edit);
        const again = readMailView(changed);
        expect(again.texts[0]?.text).toBe(
          text.slice(0, start) + added.replaceAll('\n', eol) + text.slice(end),
        );
        expect(again.texts[1]?.text).toBe(view.texts[1]?.text);
        if (form.transfer === '8bit') return;
        const lines = changed.toString('latin1').split(/\r?\n/);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
        // Padding only at the end: what others read is what we read.
        const body = again.texts[0]?.part.bodyRange;
        if (form.transfer === 'base64')
          expect(changed.toString('latin1', body?.start, body?.end)).toMatch(/^[A-Za-z0-9+/\r\n]*={0,2}$/);
      }),
      { numRuns: 300 },
    );
    expect(edits).toBeGreaterThan(100);
  });
});

test.each([
  ['utf-7', 'base64', 'x'],
  ['iso-2022-jp', '8bit', 'x'],
  ['us-ascii', '8bit', 'ä'],
  ['utf-8', '7bit', 'ä'],
  ['utf-8', 'x-uuencode', 'x'],
])('no edit where the bytes are not certain: %s, %s, %s', (charset, transfer, added) => {
  const raw = messageOf('<p>hello</p>', { transfer, charset, eol: '\r\n' });
  const view = readMailView(raw);
  const part = view.texts[0];
  expect(part && editText(view, part, 0, 0, added)).toBeUndefined();
});

test('a change of the same length in base64 touches its quanta alone', () => {
  const text = `${'x'.repeat(300)}<div></b></div>${'y'.repeat(300)}`;
  const raw = messageOf(text, { transfer: 'base64', charset: 'utf-8', eol: '\r\n' });
  const view = readMailView(raw);
  const part = view.texts[0];
  const at = text.indexOf('</b>');
  const edit = part && editText(view, part, at, at + 4, '</i>', true);
  expect(edit?.isSafe).toBe(true);
  expect(edit?.bytes.length).toBeLessThanOrEqual(10);
});

describe('lines of text that is not encoded (RFC 5322 §2.1.1)', () => {
  const form: Form = { transfer: '8bit', charset: 'utf-8', eol: '\r\n' };
  test.each([
    ['stays short', 100, true],
    ['would become too long', 990, false],
    ['is too long already', 5000, true],
  ])('a line that %s', (_, length, isEdited) => {
    const text = `<p>${'x'.repeat(length)}</p>`;
    const view = readMailView(messageOf(text, form));
    const [part] = view.texts;
    const edit = part === undefined ? undefined : editText(view, part, 2, 2, ' class="a"');
    expect(edit !== undefined).toBe(isEdited);
  });
});
