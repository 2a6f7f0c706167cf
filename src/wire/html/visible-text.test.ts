import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHtml, visibleText } from './index.ts';

/** Reason of the run that says 'secret'; 'seen' where it is. */
function reasonOf(source: string): string {
  const run = visibleText(readHtml(source)).find(({ text }) => text.includes('secret'));
  return run === undefined ? 'not read' : (run.hidden?.reason ?? 'seen');
}

describe('hidden', () => {
  test.each([
    ['<div style="display:none">secret</div>', 'display-none'],
    ['<div style="DISPLAY : NONE !important"><p>x<b>secret</b></p></div>', 'display-none'],
    ['<style>.x{display:none}</style><div class="a x">secret</div>', 'display-none'],
    ['<style>td .x, p{display:none}</style><table><tr><td><i class=x>secret</i></table>', 'display-none'],
    ['<style>.x{display:block} #y{display:none}</style><p class=x id=y>secret</p>', 'display-none'],
    ['<style>.x{display:none !important}</style><p class=x style="display:block">secret</p>', 'display-none'],
    ['<div style="visibility:hidden">secret</div>', 'visibility'],
    ['<div style="font-size:0">secret</div>', 'zero-size-font'],
    ['<div style="font-size:1px">secret</div>', 'zero-size-font'],
    ['<div style="font:0/0 a">secret</div>', 'zero-size-font'],
    ['<div style="font-size:0px"><b style="font-size:2em">secret</b></div>', 'zero-size-font'],
    ['<p style="color:#fff">secret</p>', 'same-colour'],
    ['<table bgcolor="#000000"><tr><td><font color="black">secret</font></table>', 'same-colour'],
    [
      '<style>.x{background:#123456}</style><div class=x><p style="color:rgb(18,52,86)">secret</p></div>',
      'same-colour',
    ],
    ['<p style="color:transparent">secret</p>', 'same-colour'],
    ['<!doctype html><font color="#ffffff"><table><tr><td>secret</table></font>', 'same-colour'],
    ['<body bgcolor=#eee text=#efefef>secret</body>', 'same-colour'],
    ['<div style="max-height:0;overflow:hidden">secret</div>', 'zero-height'],
    ['<div style="width:0px;overflow:hidden">secret</div>', 'zero-height'],
    ['<div style="position:absolute;left:-9999px">secret</div>', 'off-screen'],
    ['<div style="text-indent:-9999px">secret</div>', 'text-indent'],
    ['<div style="opacity:0">secret</div>', 'opacity'],
    ['<div hidden>secret</div>', 'hidden-attribute'],
  ])('%s', (source, reason) => {
    expect(reasonOf(source)).toBe(reason);
  });
});

describe('seen', () => {
  test.each([
    '<div style="font-size:0"><p style="font-size:14px">secret</p></div>',
    '<div style="visibility:hidden"><p style="visibility:visible">secret</p></div>',
    '<div style="max-height:0">secret</div>',
    '<p style="color:#fff;background:#00f">secret</p>',
    '<table background="x.png"><tr><td style="color:#fff">secret</table>',
    '<div style="background-image:url(x.png)"><p style="color:#fff">secret</p></div>',
    '<style>.b{background-color:#00f}</style><a class=b href=x style="color:#ffffff">secret</a>',
    '<style>.m{display:none} @media (max-width:600px){.m{display:block !important}}</style><p class=m>secret</p>',
    '<style>@media print{.m{display:none}}</style><p class=m>secret</p>',
    '<style>.m{display:none} [data-ogsc] .m{display:block}</style><p class=m>secret</p>',
    '<style>.m:hover{display:none}</style><p class=m>secret</p>',
    '<style>.x{display:none}</style><p class=m style="mso-hide:all">secret</p>',
    '<style>.x{display:none}</style><p class=x style="display:block">secret</p>',
    '<p style="color:#ccc">secret</p>',
    '<!--[if mso]><p style="display:none">x</p><![endif]-->secret',
    '<p style="line-height:0">secret</p>',
    '<font color="#ffffff"><table><tr><td>secret</table></font>',
    '<p style="color:#fff"><a href=x>secret</a></p>',
  ])('%s', (source) => {
    expect(reasonOf(source)).toBe('seen');
  });
});

test('the declaration and the element that hide are named', () => {
  const html = readHtml('<style>.x{font-size:0}</style><td class=x><b>secret</b></td>');
  const run = visibleText(html)[0];
  expect(run?.hidden).toMatchObject({ declaration: 'font-size:0', by: { name: 'td' } });
});

test('any style is read without a throw', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    ';',
    ':',
    '"',
    "'",
    '(',
    ')',
    '\\',
    '/*',
    '*/',
    '@media',
    '@import',
    '.a',
    '#b',
    'td',
    '>',
    ',',
    ' ',
    'display',
    'none',
    'color',
    '#fff',
    'font',
    '0',
    '!important',
    '[class=a]',
    ':hover',
    '<!--',
    '-->',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.array(piece, { maxLength: 20 }), (sheet, style) => {
      const inline = style.join('').replaceAll('"', '');
      visibleText(readHtml(`<style>${sheet.join('')}</style><td class=a id=b style="${inline}">x</td>`));
    }),
    { numRuns: 500 },
  );
});

test.each([
  `<style>${'.a .b .c{display:none}'.repeat(20_000)}</style>${'<div class="a b c">x</div>'.repeat(20_000)}`,
  `<style>${'{'.repeat(500_000)}</style>`,
  `<style>${'"'.repeat(500_000)}</style>`,
  `<style>${'@media{'.repeat(100_000)}</style>`,
  `<style>${'/*'.repeat(300_000)}</style>`,
  `<p style="${'a:b;'.repeat(200_000)}">x</p>`,
  `<p style="${'('.repeat(500_000)}">x</p>`,
  `<p class="${'a '.repeat(300_000)}">x</p>`,
])('hostile style sheets take linear time: %#', (source) => {
  const start = process.threadCpuUsage().user;
  visibleText(readHtml(source));
  // Microseconds of this thread: others may keep the machine busy.
  expect(process.threadCpuUsage().user - start).toBeLessThan(1_500_000);
});
