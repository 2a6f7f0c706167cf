/**
 * Where a link leads, read as a browser reads it (WHATWG URL; host names by UTS #46): white space, backslashes, percent signs in
 * host names and the many ways to write an IPv4 address are undone. Reads 8,192 characters.
 */

import { domainToUnicode } from 'node:url';
import { getDomain } from 'tldts';
import { plainName } from '../../base/host-name.ts';
import { withoutMarks } from '../../base/marks.ts';
import type { LinkTarget, WebTarget } from './types.ts';

const MAX_LENGTH = 8192;

/** The target of an address as it stands in an attribute or in text. Never throws. */
export function parseTarget(written: string): LinkTarget {
  const href = withoutBreaks(written.slice(0, MAX_LENGTH));
  if (href === '') return { kind: 'empty' };
  if (href.startsWith('#')) return { kind: 'fragment' };
  if (beginsWithTemplate(href)) return { kind: 'template' };
  const scheme = /^([a-z][a-z0-9+.-]{0,30}):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme === undefined) return withoutScheme(href);
  if (scheme === 'http' || scheme === 'https') return webTarget(href) ?? noTarget(href);
  if (scheme === 'mailto') return { kind: 'mail', address: decoded(href.slice(7).split('?', 1)[0] ?? '') };
  if (['tel', 'sms', 'callto'].includes(scheme)) return { kind: 'phone' };
  if (['javascript', 'vbscript', 'data'].includes(scheme)) return { kind: 'active', scheme };
  if (scheme === 'cid' || scheme === 'mid') return { kind: 'part' };
  // 'example.org:8080/x' looks like a scheme and is none.
  if (scheme.includes('.') || scheme === 'localhost') return { kind: 'relative' };
  return { kind: 'other', scheme };
}

/** Tabs and line ends inside an address do not count, nor does white space at its ends (WHATWG URL §4.4). */
const withoutBreaks = (text: string): string => text.replaceAll(/[\t\r\n]/g, '').trim();

/** Places that sending software fills in, of the common template languages, where the host would stand. */
const TEMPLATE =
  /^(?:https?:\/\/)?(?:\{\{|\{%|\{[a-z_]|\[\[|\[[a-z_]|%%|%[a-z_]{2,}[^%]{0,60}%|\*\||\$\{|<%|#\{|@@|&lt;%)/i;

const beginsWithTemplate = (href: string): boolean => TEMPLATE.test(href.slice(0, 100));

const hasTemplate = (href: string): boolean => /\{\{|\{%|%%|\*\||\$\{|<%/.test(href);

function noTarget(href: string): LinkTarget {
  return hasTemplate(href) ? { kind: 'template' } : { kind: 'broken' };
}

function withoutScheme(href: string): LinkTarget {
  // '//example.org/x' has the scheme of its page, which mail has not; browsers of mail take https.
  if (/^[\\/]{2}/.test(href)) return webTarget(`https:${href}`) ?? noTarget(href);
  return hasTemplate(href) ? { kind: 'template' } : { kind: 'relative' };
}

function webTarget(href: string): WebTarget | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  const host = plainName(url.hostname);
  if (host === '') return undefined;
  const isIp = host.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
  const domain = isIp ? null : getDomain(host);
  return {
    kind: 'web',
    scheme: url.protocol === 'http:' ? 'http' : 'https',
    host,
    shownHost: host.includes('xn--') ? domainToUnicode(host) || host : host,
    ...(domain !== null && { domain }),
    isIp,
    isOddIp: isIp && !host.startsWith('[') && writtenHost(href) !== host,
    ...(url.port !== '' && { port: Number(url.port) }),
    hasUserinfo: url.username !== '' || url.password !== '',
    url: url.href,
    path: url.pathname,
    query: url.search,
  };
}

/** The host as it is written: between the last '@' and the port. */
function writtenHost(href: string): string {
  const authority =
    href
      .replace(/^[a-z]+:/i, '')
      .replace(/^[\\/]+/, '')
      .split(/[\\/?#]/, 1)[0] ?? '';
  return (authority.slice(authority.lastIndexOf('@') + 1).split(':', 1)[0] ?? '').replace(/\.$/, '');
}

function decoded(text: string): string {
  try {
    return withoutMarks(decodeURIComponent(text));
  } catch {
    // Percent signs that are no encoding: the text means itself.
    return text;
  }
}
