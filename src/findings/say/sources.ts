/** What a finding rests on, for a reader: RFC sections, pages of providers with the day they were read. */
import type { Citation } from '../finding.ts';
import { escapeHtml } from './html-page.ts';

/** 'RFC 7208 §4.5', 'Sender Hub (2026-02-15)'; with the address where it is wanted. */
export function sourceText({ title, url, seen }: Citation, withUrl = false): string {
  return [
    title,
    ...(withUrl && url !== undefined ? [url] : []),
    ...(seen === undefined ? [] : [`(${seen})`]),
  ].join(' ');
}

/** The same as a link, where the page has an address. */
export function sourceLink(source: Citation): string {
  const name = escapeHtml(sourceText(source));
  const { url } = source;
  return url === undefined ? name : `<a href="${escapeHtml(url)}" rel="noreferrer">${name}</a>`;
}
