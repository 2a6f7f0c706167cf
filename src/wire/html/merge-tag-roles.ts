/** What a merge tag does to what stands around it, told by its first words. */
import type { MergeTag } from './types.ts';

export type TagSyntax = MergeTag['syntax'];
type Role = MergeTag['role'];

/** So much of a tag is read; of a block of AMPscript all of it is. */
const MAX_READ = 200;

const words = {
  if: /^(?:if|unless|ifnot|ifchanged|case|switch)\b/,
  else: /^(?:else|elseif|elsif|elif|when)\b/,
  end: /^(?:end|endif|endunless|endcase|endswitch|end:\s?if)\b/,
};

/** Reads the tags of one document in order: '<% end %>' and '#end' end what was begun last. */
export class TagRoles {
  /** Of ERB and Velocity: what is open. */
  readonly #open: ('if' | 'other')[] = [];

  roleOf(syntax: TagSyntax, open: string, inside: string): Role {
    if (syntax === 'comment') return 'comment';
    if (syntax === 'ampscript') return roleOfBlock(inside);
    const text = inside
      .slice(0, MAX_READ)
      .replace(/^[-~\s]+/, '')
      .toLowerCase();
    switch (syntax) {
      case 'braces':
        return roleOfBraces(text);
      case 'statement':
        return roleOfWords(text);
      case 'erb':
        return this.#roleOfErb(text, inside);
      case 'freemarker':
        return roleOfFreemarker(open, text);
      case 'velocity':
        return this.#roleOfVelocity(text);
      case 'mailchimp':
        return roleOfMailchimp(text);
      default:
        return 'output';
    }
  }

  #begin(kind: 'if' | 'other'): Role {
    if (this.#open.length < 1_000) this.#open.push(kind);
    return kind;
  }

  #end(): Role {
    return this.#open.pop() === 'other' ? 'other' : 'end-if';
  }

  #roleOfErb(text: string, inside: string): Role {
    if (/^[=\\]/.test(text)) return 'output';
    // '<%- x %>' of EJS is output; '<%- if x -%>' of ERB only trims.
    if (
      inside.startsWith('-') &&
      !/^(?:if|unless|else|elsif|end|case|when|for|while|until|begin)\b|\bdo\b/.test(text)
    )
      return 'output';
    const isLoop = /\bdo\b(?:\s*\|[^|]{0,80}\|)?[-\s]*$/.test(inside.slice(-120));
    if (isLoop || /^(?:for|while|until|begin)\b/.test(text)) return this.#begin('other');
    if (/^end\b/.test(text) || /^\}[\s)};]*$/.test(text)) return this.#end();
    const role = roleOfWords(text);
    if (role === 'if') return this.#begin('if');
    if (/\{\s*$/.test(inside) && !text.startsWith('}')) return this.#begin('other');
    return /^\}\s*else\b/.test(text) ? 'else' : role;
  }

  #roleOfVelocity(text: string): Role {
    if (text.startsWith('#if')) return this.#begin('if');
    if (text.startsWith('#foreach')) return this.#begin('other');
    if (text.startsWith('#else')) return 'else';
    return text.startsWith('#end') ? this.#end() : 'other';
  }
}

function roleOfWords(text: string): Role {
  if (words.if.test(text)) return 'if';
  if (words.else.test(text)) return 'else';
  return words.end.test(text) ? 'end-if' : 'other';
}

/** Handlebars and Mustache: {{#if x}}, {{else}}, {{/if}}, {{#list}}, {{^empty}}, {{> partial}}. */
function roleOfBraces(text: string): Role {
  if (/^#\s*(?:if|unless)\b/.test(text)) return 'if';
  if (/^else\b/.test(text)) return 'else';
  if (/^\/\s*(?:if|unless)\b/.test(text)) return 'end-if';
  // Go: {{if .X}}, {{range .Y}}, {{template "x"}}, {{end}}.
  if (/^if\s/.test(text)) return 'if';
  if (/^end\s*$/.test(text) || /^(?:range|template|with|define)\s/.test(text)) return 'other';
  return /^[#/^>]/.test(text) ? 'other' : 'output';
}

/** <#if x>, <#else>, </#if>; <#list>, <#include>, <@macro>. */
function roleOfFreemarker(open: string, text: string): Role {
  if (open === '<#' && /^(?:if|switch)\b/.test(text)) return 'if';
  if (open === '<#' && /^(?:else|elseif|case|default)\b/.test(text)) return 'else';
  return open === '</#' && /^(?:if|switch)\b/.test(text) ? 'end-if' : 'other';
}

/** *|IF:X|*, *|ELSE:|*, *|END:IF|*; *|INTERESTED:…|*, *|RSSITEMS:|*. */
function roleOfMailchimp(text: string): Role {
  const role = roleOfWords(text);
  if (role === 'end-if' && !/^end:\s?if/.test(text)) return 'other';
  if (role !== 'other') return role;
  return /^(?:interested|rssitems|feeditems|feedblock|rssblock)/.test(text) ? 'other' : 'output';
}

/** AMPscript: more IF than ENDIF opens a choice, fewer end it; what is whole in itself only computes. */
function roleOfBlock(inside: string): Role {
  let open = 0;
  let first = '';
  for (const [word] of inside.matchAll(/\b(?:elseif|endif|else|if)\b/gi)) {
    const name = word.toLowerCase();
    if (first === '') first = name;
    if (name === 'if') open += 1;
    if (name === 'endif') open -= 1;
  }
  if (open > 0) return 'if';
  if (open < 0) return 'end-if';
  return first.startsWith('else') ? 'else' : 'other';
}
