/**
 * Merge tags that no template engine replaced, in text that people read: Handlebars, Mustache, Jinja, Liquid, Twig ({{x}}, {% x %}),
 * ERB and EJS (<%= x %>), Mailchimp (*|X|*), SendGrid and others (%%x%%, [[x]], %FIRST_NAME%, -first_name-), Smarty ({$x}),
 * JavaScript and Velocity (${x}, $!{x}), Ruby and Pug (#{x}), and fields in brackets ([FIRST_NAME], {FNAME}). Linear.
 */

export interface FoundTag {
  readonly start: number;
  readonly end: number;
  readonly syntax: string;
}

interface Syntax {
  readonly id: string;
  readonly form: RegExp;
}

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
  { id: 'field', form: /[[{<](?:F|L|FIRST|LAST|FULL|USER|COMPANY|CUSTOMER|RECIPIENT)[_ ]?NAME[\]}>]/gi },
  { id: 'dashes', form: /(?<![\w-])-(?:first|last|full|user)_?name-(?![\w-])/gi },
];

const MAX_TAGS = 1_000;

/** The tags in order. One with a backslash before it is shown on purpose. */
export function findMergeTags(text: string): readonly FoundTag[] {
  if (!/[{<*%[$#-]/.test(text)) return [];
  const found: FoundTag[] = [];
  for (const { id, form } of syntaxes) {
    for (const match of text.matchAll(form)) {
      if (found.length >= MAX_TAGS) break;
      if (text.charAt(match.index - 1) === '\\') continue;
      found.push({ start: match.index, end: match.index + match[0].length, syntax: id });
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
