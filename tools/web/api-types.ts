/**
 * The types of the API for the dashboard, from its OpenAPI 3.1 document: one interface for each named schema, and `Api` with what each
 * operation takes and answers. Small on purpose: it knows what zod writes, and refuses what it does not know.
 */

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly description?: string;
}

interface Media {
  readonly schema?: JsonSchema;
}

interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema?: JsonSchema;
  }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, Media>> };
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

export interface OpenApiDocument {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, JsonSchema>> };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const JSON_TYPE = 'application/json';

/** The text of web/src/api/types.ts. `base`: what every path begins with ('/api/v1'). Throws where a schema is of a kind that it does not know. */
export function apiTypes(document: OpenApiDocument, base: string): string {
  const schemas = Object.entries(document.components?.schemas ?? {}).sort(byName);
  const operations = Object.entries(document.paths ?? {})
    .sort(byName)
    .flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        return operation === undefined ? [] : [operationType(method, path.slice(base.length), operation)];
      }),
    );
  return `${[
    '/** Made by `node tools/build-api-types.ts` from the OpenAPI document of the API; a test compares it. */',
    ...schemas.map(([name, schema]) => namedType(name, schema)),
    `export interface Api {\n${operations.join('\n')}\n}`,
  ].join('\n\n')}\n`;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

function namedType(name: string, schema: JsonSchema): string {
  const type = typeOf(schema, 0);
  return type.startsWith('{') && type.endsWith('}') && !type.includes('} |')
    ? `export interface ${name} ${type}`
    : `export type ${name} = ${type};`;
}

function operationType(method: string, path: string, operation: Operation): string {
  const members: string[] = [];
  for (const [place, name] of [
    ['path', 'params'],
    ['query', 'query'],
  ] as const) {
    const given = operation.parameters?.filter((parameter) => parameter.in === place) ?? [];
    if (given.length === 0) continue;
    const properties = Object.fromEntries(given.map((one) => [one.name, one.schema ?? {}]));
    const required = given.filter((one) => one.required === true).map((one) => one.name);
    members.push(`${name}: ${typeOf({ type: 'object', properties, required }, 2)}`);
  }
  const body = operation.requestBody?.content?.[JSON_TYPE]?.schema;
  if (body !== undefined) members.push(`body: ${typeOf(body, 2)}`);
  members.push(`answer: ${answerOf(operation)}`);
  return `  readonly '${method.toUpperCase()} ${path}': {\n${members.map((member) => `    readonly ${member};\n`).join('')}  };`;
}

/** Of the first success: its JSON, or nothing. */
function answerOf({ responses = {} }: Operation): string {
  const success = Object.entries(responses)
    .sort(byName)
    .find(([status]) => status.startsWith('2'));
  const schema = success?.[1].content?.[JSON_TYPE]?.schema;
  return schema === undefined ? 'undefined' : typeOf(schema, 2);
}

const quoted = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`);

function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : JSON.stringify(value);
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

/** `depth`: how far it is indented. */
function typeOf(schema: JsonSchema, depth: number): string {
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.enum !== undefined) return union(schema.enum.map(literal));
  if (schema.const !== undefined) return literal(schema.const);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return union(alternatives.map((one) => typeOf(one, depth)));
  if (schema.allOf !== undefined) return schema.allOf.map((one) => typeOf(one, depth)).join(' & ');
  if (Array.isArray(schema.type))
    return union(schema.type.map((type: string) => typeOf({ ...schema, type }, depth)));
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return arrayOf(schema, depth);
    case 'object':
      return objectOf(schema, depth);
    case undefined:
      return schema.properties === undefined ? 'unknown' : objectOf(schema, depth);
    default:
      throw new Error(`a schema of the type ${String(schema.type)} is not known here`);
  }
}

function arrayOf({ items = {}, prefixItems }: JsonSchema, depth: number): string {
  if (prefixItems !== undefined)
    return `readonly [${prefixItems.map((item) => typeOf(item, depth)).join(', ')}]`;
  const item = typeOf(items, depth);
  return `readonly ${/[|&]/.test(item) && !item.startsWith('{') ? `(${item})` : item}[]`;
}

function objectOf(schema: JsonSchema, depth: number): string {
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = Object.keys(properties);
  if (names.length === 0) {
    const value = typeof additionalProperties === 'object' ? typeOf(additionalProperties, depth) : 'unknown';
    return `{ readonly [name: string]: ${value} }`;
  }
  const pad = '  '.repeat(depth + 1);
  const members = Object.entries(properties).map(([name, property]) => {
    const note =
      property.description === undefined
        ? ''
        : `${pad}/** ${property.description.replaceAll('*/', '* /')} */\n`;
    return `${note}${pad}readonly ${quoted(name)}${required.includes(name) ? '' : '?'}: ${typeOf(property, depth + 1)};\n`;
  });
  return `{\n${members.join('')}${'  '.repeat(depth)}}`;
}
