/**
 * Merge tags that no template engine replaced, in text that people read: Handlebars, Mustache, Jinja, Liquid, Twig ({{x}}, {% x %}),
 * ERB and EJS (<%= x %>), Mailchimp (*|X|*), AMPscript (%%x%%, %%=v(@x)=%%, %%[ … ]%%), Freemarker (<#if x>), SendGrid and others
 * ([[x]], %FIRST_NAME%, %recipient.name%, -first_name-, ##NAME##, @@name@@), Smarty ({$x}), JavaScript and Velocity (${x}, $!{x}, #if($x)),
 * Ruby and Pug (#{x}), and fields in brackets ([FIRST_NAME], {FNAME}, <<name>>, «Vorname»). Linear.
 */
import { type MergeTag, scanMergeTags } from '../../../wire/html/index.ts';

export interface FoundTag {
  readonly start: number;
  readonly end: number;
  readonly syntax: string;
  /** It chooses, repeats or puts in. */
  readonly isControl: boolean;
}

interface Syntax {
  readonly id: string;
  readonly form: RegExp;
}

/** What mail merges call their fields; other words in such brackets are quotations. */
const fields =
  '(?:first|last|full|user|company|customer|recipient)[ _]?name|name|vorname|nachname|anrede|firma|prénom|prenom|[a-z]{2,20}_[a-z_]{2,30}';

/** Every repetition has a limit, and none stands beside another that could take the same characters. */
const syntaxes: readonly Syntax[] = [
  { id: 'braces', form: /\{\{\{?[^{}\n]{1,200}\}\}\}?/g },
  { id: 'statement', form: /\{%[^%{}\n]{1,200}%\}/g },
  { id: 'erb', form: /<%[^%<>\n]{1,200}%>/g },
  { id: 'mailchimp', form: /\*\|[A-Za-z][^|*\n]{0,80}\|\*/g },
  { id: 'percents', form: /%%[A-Za-z_][\w .:=-]{0,60}%%/g },
  { id: 'percent', form: /%[A-Z][A-Z]{2,30}(?:_[A-Z0-9]{1,20}){0,3}%/g },
  { id: 'square', form: /\[\[ ?[A-Za-z_][\w .:|-]{0,60}\]\]/g },
  { id: 'dollar', form: /\$!?\{[A-Za-z_][\w.[\]'"()? :|-]{0,80}\}/g },
  { id: 'hash', form: /#\{[A-Za-z_@][\w.[\]'"()? :|-]{0,80}\}/g },
  { id: 'smarty', form: /\{\$[A-Za-z][\w.>|:[\]-]{0,80}\}/g },
  {
    id: 'velocity',
    form: /\$!?(?:user|contact|customer|recipient|person|subscriber|lead)\.[A-Za-z]\w{0,40}/g,
  },
  { id: 'mailgun', form: /%recipient[._][A-Za-z]\w{0,40}%/g },
  { id: 'hashes', form: /##[A-Z][A-Z0-9_]{1,30}##/g },
  { id: 'ats', form: /@@[A-Za-z_]\w{1,40}@@/g },
  { id: 'angles', form: new RegExp(`<<(?:${fields})>>|«(?:${fields})»`, 'gi') },
  { id: 'field', form: /[[{<](?:F|L|FIRST|LAST|FULL|USER|COMPANY|CUSTOMER|RECIPIENT)[_ ]?NAME[\]}>]/gi },
  { id: 'dashes', form: /(?<![\w-])-(?:first|last|full|user)_?name-(?![\w-])/gi },
];

/** Forms of more than one line or with brackets in them, which need a reader of their own. */
const scanned: ReadonlySet<string> = new Set(['ampscript', 'percents', 'freemarker', 'velocity', 'comment']);

const MAX_TAGS = 1_000;

/** The tags in order; comments are among them. One with a backslash before it is shown on purpose. */
export function findMergeTags(text: string): readonly FoundTag[] {
  if (!/[{<*%[$#@«-]/.test(text)) return [];
  const tags = MAY_BE_SCANNED.test(text) || MAY_CONTROL.test(text) ? scanMergeTags(text) : [];
  const roles = new Map(tags.map(({ span, role }) => [span.start, role]));
  const found: FoundTag[] = tags
    .filter(({ syntax }) => scanned.has(syntax))
    .slice(0, MAX_TAGS)
    .map(({ span, syntax, role }) => ({ ...span, syntax, isControl: isControl(role) }));
  for (const { id, form } of syntaxes) {
    for (const match of text.matchAll(form)) {
      if (found.length >= MAX_TAGS) break;
      if (text.charAt(match.index - 1) === '\\') continue;
      const start = match.index;
      found.push({ start, end: start + match[0].length, syntax: id, isControl: isControl(roles.get(start)) });
    }
  }
  found.sort((one, other) => one.start - other.start || other.end - one.end);
  let end = 0;
  return found.filter((tag) => {
    const isNew = tag.start >= end;
    if (isNew) end = tag.end;
    return isNew;
  });
}

const MAY_BE_SCANNED =
  /%%[[=]|<\/?[#@][a-z]|<#--|\{#|\{\{!|<%[#-]|\bcomment\b|#(?:if|foreach|set|parse)\s{0,3}\(/;
const MAY_CONTROL = /\{%|<%|\{\{[~-]?\s{0,3}[#/^>]|\*\|(?:IF|ELSE|END)/;

const isControl = (role: MergeTag['role'] | undefined): boolean =>
  role !== undefined && role !== 'output' && role !== 'comment';
