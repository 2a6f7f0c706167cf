/**
 * What the checks say of a message that was made of an HTML file (compose-message.ts), without what they say of the wrapper:
 * header, encoding and structure come with the program that will send it and are not judged. Places are told in the user's files.
 */
import type { Fix, MessageEdit } from '../findings/fix.ts';
import type { MessageCheck, MessageDraft, MessageFinding } from '../findings/message-check.ts';
import type { MailView, Place } from '../wire/mail-view/index.ts';
import type { CheckedMessage } from './check-message.ts';
import type { ComposedMessage, ComposedPart } from './compose-message.ts';
import { namesShownIn } from './message-names.ts';

/** What may be given beside the HTML. */
type Given = 'subject' | 'from' | 'text';

/** Of what a template holds by itself: these families, but for the checks below. */
const families: ReadonlySet<string> = new Set(['html', 'links', 'leftovers', 'content', 'listing']);
/** Of other families, those that read the file's own words and octets. */
const ofTheFile: ReadonlySet<string> = new Set([
  ...['unsubscribe/body-link', 'unsubscribe/sender-identity'],
  ...['mime/nul', 'mime/charset'],
]);
/** Weighs the sender and the header together with the words. */
const ofTheWhole: ReadonlySet<string> = new Set(['content/lure']);
/** Those that are about something that may be given. */
const needs: ReadonlyMap<string, Given> = new Map<string, Given>([
  ...[
    ...['headers/subject-present', 'headers/subject-length', 'headers/reply-prefix'],
    ...['content/subject-capitals', 'content/subject-signs'],
    ...['leftovers/test-subject', 'leftovers/header-template'],
  ].map((id) => [id, 'subject'] as const),
  ...[
    ...['headers/from-present', 'headers/from-address', 'headers/from-one-address', 'headers/from-domain'],
    ...['headers/from-provider', 'headers/display-name'],
  ].map((id) => [id, 'from'] as const),
  ...['mime/text-part', 'mime/parts-differ'].map((id) => [id, 'text'] as const),
  // Single messages of checks that read more of the file.
  ['html/document-frame no-html-tag', 'text'],
  ['html/document-frame long-title', 'subject'],
]);

/** For tests: every id that is named here. */
export const namedChecks: readonly string[] = [...ofTheFile, ...ofTheWhole, ...needs.keys()];

const isGiven = ({ composition }: ComposedMessage, what: Given): boolean => composition[what] !== undefined;

/** What is not judged because it was not given: 'subject', 'from', 'text'. */
export const notGiven = (composed: ComposedMessage): readonly Given[] =>
  (['subject', 'from', 'text'] as const).filter((what) => !isGiven(composed, what));

function isJudged(id: string, composed: ComposedMessage): boolean {
  const need = needs.get(id);
  if (need !== undefined) return isGiven(composed, need);
  return ofTheFile.has(id) || (families.has(id.slice(0, id.indexOf('/'))) && !ofTheWhole.has(id));
}

/** Header fields that an option gave. */
const givenField = (header: string, composed: ComposedMessage): boolean => {
  const name = header.toLowerCase();
  return (name === 'subject' || name === 'from') && isGiven(composed, name);
};

/** In a file, or in what an option gave. */
function isOurs({ raw, header }: Place, composed: ComposedMessage, rawLength: number): boolean {
  if (header !== undefined) return givenField(header, composed);
  const { html, text, tailLength } = composed;
  if (raw.start >= html.start) return raw.start <= rawLength - tailLength;
  return text !== undefined && raw.start >= text.start && raw.start <= endOf(text);
}

const endOf = ({ file, skipped, start }: ComposedPart): number => start + file.bytes.length - skipped;

/** The checks without what they say of the wrapper; edits stay where they change the HTML alone. For any edited form of it. */
export function templateChecks(
  composed: ComposedMessage,
  checks: readonly MessageCheck[],
): readonly MessageCheck[] {
  return checks
    .filter(({ id }) => isJudged(id, composed))
    .map((check) => ({
      ...check,
      run: (view, given) =>
        check
          .run(view, { ...given, isTemplate: true })
          .flatMap((draft) => withoutWrapper(check.id, draft, view, composed)),
    }));
}

function withoutWrapper(
  id: string,
  draft: MessageDraft,
  { raw }: MailView,
  composed: ComposedMessage,
): readonly MessageDraft[] {
  const { place, fixes } = draft;
  const need = needs.get(`${id} ${draft.message}`);
  if (need !== undefined && !isGiven(composed, need)) return [];
  if (place !== undefined && !isOurs(place, composed, raw.length)) return [];
  const isInHtml = ({ range }: MessageEdit): boolean =>
    range.start >= composed.html.start && range.end <= raw.length - composed.tailLength;
  return [{ ...draft, fixes: fixes.filter((fix) => fix.kind !== 'message' || isInHtml(fix.edit)) }];
}

/** The message without the fields that were made up: nobody is asked about these. */
export function withoutSample(checked: CheckedMessage, composed: ComposedMessage): CheckedMessage {
  const fields = checked.view.fields.filter(({ name }) => givenField(name, composed));
  return { ...checked, view: { ...checked.view, fields } };
}

/**
 * What was found by asking others, as far as it is about the file. `asked` is the message without its sample fields: where
 * nothing could be asked, its links and the sender that was given are left open.
 */
export function aboutTemplate(
  findings: readonly MessageFinding[],
  composed: ComposedMessage,
  asked: CheckedMessage,
): readonly MessageFinding[] {
  return findings.flatMap((finding): readonly MessageFinding[] => {
    const { check, message, place } = finding;
    if (check === 'auth/accepted' && message === 'not-asked')
      return namesShownIn(asked.view).length === 0 ? [] : [{ ...finding, check: 'input/lists' }];
    const isOfFile = place === undefined || isOurs(place, composed, composed.raw.length);
    return isJudged(check, composed) && isOfFile ? [finding] : [];
  });
}

/** Places and edits told in the user's files; the subject is the one given, or the file's name. */
export function inOwnFiles(checked: CheckedMessage, composed: ComposedMessage): CheckedMessage {
  const { composition } = composed;
  const name = (composition.subject ?? composition.html.name).slice(0, 200);
  const subject = { ...checked.subject, name };
  const findings = checked.findings.map((finding): MessageFinding => {
    const { place, fixes } = finding;
    return {
      ...finding,
      subject,
      fixes: fixes.map((fix) => fixInFile(fix, composed)),
      ...(place !== undefined && { place: placeInFile(place, composed) }),
    };
  });
  return { ...checked, subject, findings };
}

function fixInFile(fix: Fix, { html }: ComposedMessage): Fix {
  if (fix.kind !== 'message') return fix;
  const { range } = fix.edit;
  const by = html.skipped - html.start;
  return { ...fix, edit: { ...fix.edit, range: { start: range.start + by, end: range.end + by } } };
}

function placeInFile(place: Place, { html, text, composition }: ComposedMessage): Place {
  if (place.header !== undefined) {
    const option = place.header.toLowerCase() === 'from' ? 'from' : 'subject';
    const length = Buffer.byteLength(composition[option] ?? '');
    return { ...place, file: `--${option}`, line: 1, column: 1, raw: { start: 0, end: length } };
  }
  const part = text !== undefined && place.raw.start < html.start ? text : html;
  const by = part.skipped - part.start;
  return {
    ...place,
    file: part.file.name,
    line: place.line - part.linesBefore,
    raw: { start: place.raw.start + by, end: Math.min(place.raw.end + by, part.file.bytes.length) },
  };
}
