/** What of a piece of a message may be shown: names of header fields, markup without its values and texts, hosts of links. */

/** Fields whose name tells nothing of anybody; another is '***'. */
const FIELDS: ReadonlySet<string> = new Set(
  (
    'arc-authentication-results arc-message-signature arc-seal authentication-results auto-submitted bcc bimi-selector cc ' +
    'content-description content-disposition content-id content-language content-location content-transfer-encoding ' +
    'content-type date delivered-to disposition-notification-to dkim-signature domainkey-signature feedback-id from importance ' +
    'in-reply-to list-archive list-help list-id list-owner list-post list-subscribe list-unsubscribe list-unsubscribe-post ' +
    'mail-followup-to message-id mime-version organization precedence priority received received-spf references reply-to ' +
    'resent-cc resent-date resent-from resent-message-id resent-sender resent-to return-path sender subject thread-index ' +
    'thread-topic to user-agent x-auto-response-suppress x-campaign x-csa-complaints x-mailer x-mailgun-sid x-mimeole ' +
    'x-msmail-priority x-originating-ip x-priority x-sender x-sg-eid x-spam-flag x-spam-level x-spam-score x-spam-status'
  ).split(' '),
);

const TAGS: ReadonlySet<string> = new Set(
  (
    'a abbr address area article aside audio b base basefont bgsound big blink blockquote body br button canvas caption center ' +
    'cite code col colgroup dd del details dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 ' +
    'h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark marquee meta nav noframes ' +
    'noscript object ol optgroup option p param picture pre q s samp script section select small source span strike strong style ' +
    'sub summary sup svg table tbody td template textarea tfoot th thead title tr track tt u ul var video wbr amp-img v:roundrect ' +
    'o:p w:anchorlock v:fill v:rect v:shape v:textbox doctype xml if endif mso'
  ).split(' '),
);

const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'action align alink alt aria-hidden aria-label autoplay background bgcolor border cellpadding cellspacing charset class clear ' +
    'color cols colspan content controls coords data dir enctype face for frame frameborder height href hreflang hspace http-equiv ' +
    'id lang link loop media method name nowrap onclick onerror onload onmouseover poster rel role rows rowspan rules scope scrolling ' +
    'shape size sizes span src srcset start style summary tabindex target text title type usemap valign value vlink vspace width ' +
    'xml:lang xmlns xmlns:o xmlns:v'
  ).split(' '),
);

const WITHHELD = '***';

export const fieldName = (name: string): string => (FIELDS.has(name.toLowerCase()) ? name : WITHHELD);
export const markupName = (name: string): string =>
  TAGS.has(name.toLowerCase()) || ATTRIBUTES.has(name.toLowerCase()) ? name : WITHHELD;

const FIELD = /^([!-9;-~]{1,80}):/;
const LINK = /^https?:\/\/[^\s<>"']*/i;

/** `link` shows of a link what may be shown of it. `isField`: the piece is of a header. */
export function redactSnippet(snippet: string, isField: boolean, link: (link: string) => string): string {
  if (snippet === '') return '';
  if (isField) {
    const name = FIELD.exec(snippet)?.[1];
    return name === undefined ? WITHHELD : `${fieldName(name)}: ${WITHHELD}`;
  }
  if (LINK.test(snippet)) return link(snippet.split(/[\s<>"']/, 1)[0] ?? '');
  return /^<[/!?a-z]/i.test(snippet) ? markup(snippet, link) : WITHHELD;
}

const TAG = /<(\/?)[!?]?([a-z][\w:-]{0,40})/giy;
const ATTRIBUTE = /\s+([a-z][\w:.-]{0,60})(?:\s*=\s*("[^"]*"?|'[^']*'?|[^\s"'>]+))?/giy;

/** Tags with their attributes; what stands between and in them is withheld. Linear. */
function markup(text: string, link: (link: string) => string): string {
  let shown = '';
  let at = 0;
  while (at < text.length) {
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (tag === null) {
      const next = text.indexOf('<', at + 1);
      if (!shown.endsWith(WITHHELD)) shown += WITHHELD;
      if (next < 0) break;
      at = next;
      continue;
    }
    at = TAG.lastIndex;
    shown += `<${tag[1]}${markupName(tag[2] ?? '')}`;
    for (;;) {
      ATTRIBUTE.lastIndex = at;
      const attribute = ATTRIBUTE.exec(text);
      if (attribute === null) break;
      at = ATTRIBUTE.lastIndex;
      const { 1: name = '', 2: value } = attribute;
      shown += ` ${markupName(name)}${value === undefined ? '' : `="${attributeValue(value, link)}"`}`;
    }
    const end = text.indexOf('>', at);
    const next = text.indexOf('<', at);
    if (end < 0 || (next >= 0 && next < end)) {
      shown += next < 0 && end < 0 ? '' : ' ';
      at = next < 0 ? text.length : next;
    } else {
      shown +=
        text.slice(at, end).trim() === ''
          ? '>'
          : `${/^\s*\/$/.test(text.slice(at, end)) ? ' /' : ` ${WITHHELD}`}>`;
      at = end + 1;
    }
  }
  return shown;
}

function attributeValue(written: string, link: (link: string) => string): string {
  const value = written.replaceAll(/^["']|["']$/g, '').trim();
  if (/^\d{1,4}(?:%|px)?$/.test(value)) return value;
  const url = LINK.exec(value)?.[0];
  return url === undefined ? WITHHELD : link(url);
}
