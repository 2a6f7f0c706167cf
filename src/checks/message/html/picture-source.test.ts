import { expect, test } from 'vitest';
import { pictureSource } from './picture-source.ts';
import { saidOfHtml } from './testing.ts';

test.each([
  ['<img src="https://example.org/a.png">', ['pass in-order']],
  ['<img src="//example.org/a.png">', ['pass in-order']],
  ['<img src="cid:a@example.org">', ['pass in-order']],
  ['<img src="data:image/png;base64,iVBORw0KGgo=">', ['pass in-order']],
  ['<img src="{{ logo }}"><img src=""><img>', ['pass in-order']],
  ['<img src="logo.png"><img src="logo.png"><img src="/b.png">', ['fail without-host', 'fail without-host']],
  ['<img src="file:///c:/logo.png"><img src="C:\\logo.png">', ['fail own-disk', 'fail own-disk']],
  ['<img src="https://">', ['fail broken']],
  ['<img src="ftp://example.org/a.png">', ['fail scheme']],
  ['<p>no picture</p>', ['pass in-order']],
])('%s', (html, said) => expect(saidOfHtml(pictureSource, html)).toEqual(said));
