import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unescaped } from './pasted-text.ts';

test.each([
  ['a newline of JSON', '554 no\\nReject due to policy', '554 no\nReject due to policy'],
  ['lower case after a sure one', '554 no\\r\\nfor more\\nsee x', '554 no\n\nfor more\nsee x'],
  ['escaped twice', 'from hPanel\\\\r\\\\n SMTP code: 554', 'from hPanel\n\n SMTP code: 554'],
  ['a line that goes on', 'failed\\\nReject', 'failed\nReject'],
  ['quotes', 'RCPT dosn\\\'t exist \\"x\\"', 'RCPT dosn\'t exist "x"'],
  ['bytes in UTF-8', "b'5.1.1 \\xe7\\x94\\xa8\\xe6\\x88\\xb7 \\xe4\\xb8\\x8d'", "b'5.1.1 用户 不'"],
  ['bytes in GB 18030', '\\xd3\\xc3\\xbb\\xa7\\xce\\xde\\xc8\\xa8\\xb5\\xc7\\xc2\\xbd', '用户无权登陆'],
  ['characters', '\\u90ae\\u7bb1', '邮箱'],
  [
    'marks of a forum',
    '[FONT=Consolas]Server error: \'554 <[EMAIL="a@example.org"]a@example.org[/EMAIL]>\'[/FONT]',
    "Server error: '554 <a@example.org>'",
  ],
  ['a name, not an escape', 'EXAMPLE\\nick may not relay', 'EXAMPLE\\nick may not relay'],
  [
    'a name beside a sure one',
    '550 5.7.1 user DOMAIN\\rick\\tom not found: relay\\n',
    '550 5.7.1 user DOMAIN\\rick\\tom not found: relay\n',
  ],
  ['a name beside the same letter', 'EXAMPLE\\nick may not\\r\\nrelay', 'EXAMPLE\\nick may not\n\nrelay'],
  ['a name in lower case', 'example\\tom may not relay\\n', 'example\\tom may not relay\n'],
  ['a name with a number', 'CORP-2\\robert is unknown\\n', 'CORP-2\\robert is unknown\n'],
  ['a path', 'C:\\temp\\new.txt was refused\\n', 'C:\\temp\\new.txt was refused\n'],
  ['behind a code', '550 5.1.1\\nuser unknown\\n', '550 5.1.1\nuser unknown\n'],
  ['behind a sentence', 'User Unknown.\\nsee x', 'User Unknown.\\nsee x'],
  ['behind a sentence, beside a sure one', 'User Unknown.\\nsee x\\n', 'User Unknown.\nsee x\n'],
  ['nothing to do', '550 [192.0.2.1] no', '550 [192.0.2.1] no'],
])('%s', (_, text, expected) => {
  expect(unescaped(text)).toBe(expected);
});

test('never longer than it was', () => {
  fc.assert(fc.property(fc.string(), (text) => unescaped(text).length <= text.length));
});

test('marks of ours, written as escapes, do not come through', () => {
  expect(unescaped('550 5.1.1 \\ufdd0way\\ufdd2\\n')).toBe('550 5.1.1 \ufffdway\ufffd\n');
});
