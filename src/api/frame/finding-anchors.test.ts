/** Every finding that has a place in the shown part has an anchor there: the dashboard goes to it by the frame's fragment. */
import { describe, expect, test } from 'vitest';
import { messageFrame } from './message-frame.ts';

const html =
  '<p>Hello <a href="http://192.0.2.9/">offer</a></p><img id="own" src="http://example.org/a.png">';

const frameOf = (source: string, isHtml: boolean, places: readonly (readonly [number, number])[]): string =>
  messageFrame(Buffer.from(source), isHtml, {
    findings: places.map(([start, end]) => ({ place: { part: '', decoded: { start, end } } })),
  });

const anchorsIn = (page: string): readonly string[] =>
  [...page.matchAll(/ id="(waypost-\d+)"/g)].map(([, id = '']) => id);

describe('anchors of findings', () => {
  test('in a tag, in text, and in an element that has an id of its own', () => {
    const link = html.indexOf('http://192');
    const image = html.indexOf('<img');
    const page = frameOf(html, true, [
      [link, link + 17],
      [3, 8],
      [image, image + 10],
    ]);
    expect(anchorsIn(page).toSorted()).toEqual(['waypost-0', 'waypost-1', 'waypost-2']);
    expect(page).toContain('<mark data-finding="1" id="waypost-1">Hello</mark>');
    expect(page).toContain('<a data-href="http://192.0.2.9/" data-finding="0" id="waypost-0">');
    expect(page).toContain('id="own"');
  });

  test('several findings of one place have one each', () => {
    const link = html.indexOf('http://192');
    const page = frameOf(html, true, [
      [link, link + 4],
      [link, link + 17],
      [3, 8],
      [3, 6],
    ]);
    expect(anchorsIn(page).toSorted()).toEqual(['waypost-0', 'waypost-1', 'waypost-2', 'waypost-3']);
  });

  test('in plain text, one inside another too', () => {
    const page = frameOf('From: a@example.org\r\nSubject: x\r\n\r\nHello there\r\n', false, [
      [0, 11],
      [6, 11],
    ]);
    expect(anchorsIn(page)).toEqual(['waypost-0', 'waypost-1']);
  });
});
