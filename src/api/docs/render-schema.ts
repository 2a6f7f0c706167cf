/** A schema as a list of members, each with its type, limits and meaning. */
import { escapeHtml } from '../frame/safe-html.ts';
import type { OpenApi, OpenApiSchema } from './types.ts';

/** Members of members are shown this deep; deeper ones by the name of their schema. */
const maxDepth = 4;

/** The schema in words, its members below each other. Without `document`, references are named only. */
export function renderSchema(schema: OpenApiSchema, document?: OpenApi, depth = 0): string {
  const real = resolved(schema, document);
  const members = Object.entries(real.properties ?? {});
  const head = `<p class="type">${escapeHtml(typeOf(schema, document))}</p>`;
  const inside = real.items === undefined ? undefined : resolved(real.items, document);
  if (depth >= maxDepth) return head;
  if (members.length === 0)
    return inside?.properties === undefined ? head : `${head}${renderSchema(inside, document, depth + 1)}`;
  const required = new Set(real.required);
  return `${depth === 0 ? '' : head}<ul class="members">${members
    .map(([name, member]) => {
      const meaning = member.description ?? resolved(member, document).description;
      const isDeep = hasMembers(member, document);
      return `<li><code>${escapeHtml(name)}</code> <small>${escapeHtml(typeOf(member, document))}${
        required.has(name) ? '' : ', may be left out'
      }</small>${meaning === undefined ? '' : ` ${escapeHtml(meaning)}`}${
        isDeep ? renderSchema(member, document, depth + 1) : ''
      }</li>`;
    })
    .join('')}</ul>`;
}

/** The example of a schema itself. */
export function exampleOf(schema: OpenApiSchema | undefined): unknown {
  return schema?.example;
}

function hasMembers(schema: OpenApiSchema, document: OpenApi | undefined): boolean {
  const real = resolved(schema, document);
  const inside = real.items === undefined ? real : resolved(real.items, document);
  return inside.properties !== undefined;
}

function nameOf({ $ref }: OpenApiSchema): string | undefined {
  return $ref?.slice($ref.lastIndexOf('/') + 1);
}

function resolved(schema: OpenApiSchema, document: OpenApi | undefined): OpenApiSchema {
  const name = nameOf(schema);
  return name === undefined ? schema : (document?.components?.schemas?.[name] ?? schema);
}

function typeOf(schema: OpenApiSchema, document: OpenApi | undefined): string {
  const name = nameOf(schema);
  if (name !== undefined && resolved(schema, document).properties !== undefined) return name;
  const real = resolved(schema, document);
  const forms = real.anyOf ?? real.oneOf;
  if (forms !== undefined) return forms.map((form) => typeOf(form, document)).join(' or ');
  if (real.const !== undefined) return JSON.stringify(real.const);
  if (real.enum !== undefined) return real.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (real.items !== undefined) return `list of ${typeOf(real.items, document)}${limitsOf(real)}`;
  const type = Array.isArray(real.type) ? real.type.join(' or ') : (real.type ?? 'anything');
  return `${type}${real.format === undefined ? '' : ` (${real.format})`}${limitsOf(real)}`;
}

function limitsOf({
  minimum,
  maximum,
  minLength,
  maxLength,
  maxItems,
  default: usual,
}: OpenApiSchema): string {
  const limits = [
    ...(minimum !== undefined || maximum !== undefined ? [`${minimum ?? ''}…${maximum ?? ''}`] : []),
    ...(minLength !== undefined && minLength > 1 ? [`at least ${minLength} characters`] : []),
    ...(maxLength !== undefined ? [`at most ${maxLength} characters`] : []),
    ...(maxItems !== undefined ? [`at most ${maxItems}`] : []),
    ...(usual !== undefined ? [`${JSON.stringify(usual)} where absent`] : []),
  ];
  return limits.length === 0 ? '' : `, ${limits.join(', ')}`;
}
