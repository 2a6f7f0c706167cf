import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApi, OpenApiMedia, OpenApiOperation, OpenApiSchema } from '../docs/types.ts';
import { type TestApp, testApp } from '../testing.ts';
import { chapters } from './openapi.ts';

let app: TestApp;
let document: OpenApi;
beforeAll(async () => {
  app = await testApp();
  document = (await (await app.request('GET', '/openapi.json')).json()) as OpenApi;
});
afterAll(() => app.close());

interface Operation {
  readonly name: string;
  readonly path: string;
  readonly operation: OpenApiOperation & { readonly 'x-access'?: string };
}

const operations = (): readonly Operation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      operation === undefined ? [] : [{ name: `${method.toUpperCase()} ${path}`, path, operation }],
    ),
  );

describe('the OpenAPI document', () => {
  test('has every route of the application, with who may use it', () => {
    const routes = app.api.routes
      .filter(({ method, path }) => method !== 'ALL' && path !== '/*')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const documented = operations().map(({ name }) => name);
    expect([...new Set(routes)].sort()).toEqual(documented.sort());
    expect(operations().map(({ name, operation }) => [name, operation['x-access']])).toEqual(
      operations().map(({ name }) => [name, app.api.scopes.get(name)]),
    );
  });

  test('names schemes that it defines', () => {
    const { securitySchemes } = document.components as { securitySchemes: object };
    for (const { name, operation } of operations())
      for (const requirement of operation.security ?? [])
        for (const scheme of Object.keys(requirement))
          expect([name, securitySchemes]).toHaveProperty(`1.${scheme}`);
  });

  test('has unique operation ids, known tags, a summary without full stop, places that are parameters', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = new Set(chapters.map(({ name }) => name));
    for (const { name, path, operation } of operations()) {
      expect([name, operation.tags?.every((tag) => tags.has(tag))]).toEqual([name, true]);
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/^[A-Z].*[^.]$/)]);
      const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, place]) => place);
      const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect([name, parameters.map((parameter) => parameter.name)]).toEqual([name, places]);
    }
  });

  test('has every problem as problem+json', () => {
    for (const { name, operation } of operations()) {
      const statuses = Object.keys(operation.responses);
      expect([name, statuses]).toEqual([name, expect.arrayContaining(['500', '503'])]);
      if (operation.security?.length !== 0)
        expect([name, statuses]).toEqual([name, expect.arrayContaining(['401'])]);
      for (const [status, { content }] of Object.entries(operation.responses))
        if (Number(status) >= 400)
          expect([name, status, Object.keys(content ?? {})]).toEqual([
            name,
            status,
            ['application/problem+json'],
          ]);
    }
  });

  test('points at nothing that is not there', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(refs.length).toBeGreaterThan(10);
    for (const [, name] of refs) expect(document.components?.schemas).toHaveProperty(name ?? '');
  });

  test('has examples that fit their schemas', () => {
    let count = 0;
    for (const { name, operation } of operations()) {
      const media: readonly [string, OpenApiMedia][] = [
        ...Object.entries(operation.requestBody?.content ?? {}),
        ...Object.values(operation.responses).flatMap(({ content }) => Object.entries(content ?? {})),
      ];
      for (const [type, { schema, example }] of media) {
        if (example === undefined) continue;
        count += 1;
        expect([name, type, faultsOf(schema ?? {}, example, '')]).toEqual([name, type, []]);
      }
      for (const { name: parameter, schema } of operation.parameters ?? [])
        if (schema?.example !== undefined)
          expect([name, parameter, faultsOf(schema, schema.example, '')]).toEqual([name, parameter, []]);
    }
    expect(count).toBeGreaterThan(12);
  });

  test('the check of examples finds what is wrong', () => {
    const schema: OpenApiSchema = {
      type: 'object',
      properties: {
        a: { type: 'integer', maximum: 3 },
        b: { enum: ['x'] },
        c: { type: 'array', items: { type: 'string' } },
      },
      required: ['a'],
      additionalProperties: false,
    };
    expect(faultsOf(schema, { a: 4, b: 'y', c: ['', 1], d: 0 }, '')).toEqual(['.a', '.b', '.c.1', '.d']);
    expect(faultsOf(schema, {}, '')).toEqual(['.a']);
    expect(faultsOf(schema, { a: 3, b: 'x', c: [] }, '')).toEqual([]);
  });

  test('is known by its tag', async () => {
    const first = await app.request('GET', '/openapi.json');
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await app.request('GET', '/openapi.json', { headers })).status).toBe(304);
  });
});

describe('the page of the API', () => {
  test('has every operation, no script, no style inside, no other host', async () => {
    const answer = await app.request('GET', '/docs');
    const html = await answer.text();
    for (const { operation } of operations()) expect(html).toContain(`id="${operation.operationId}"`);
    expect(html).not.toMatch(/<script|<style| style=|\son\w+=|(?:src|href)="(?:https?:)?\/\//i);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    expect((await app.request('GET', '/docs.css')).headers.get('content-type')).toBe(
      'text/css; charset=utf-8',
    );
  });
});

test('what the server is can be asked by everybody', async () => {
  const answer = await app.request('GET', '/meta');
  expect(await answer.json()).toEqual({
    version: '0.1.0',
    needsSetup: false,
    publicAsk: false,
    languages: ['en', 'de'],
    tls: false,
  });
});

/** The paths at which `value` does not fit; as much of JSON Schema as the document uses. */
function faultsOf(schema: OpenApiSchema, value: unknown, path: string): readonly string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return faultsOf(document.components?.schemas?.[name] ?? {}, value, path);
  }
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms !== undefined)
    return forms.some((form) => faultsOf(form, value, path).length === 0) ? [] : [path];
  const fromAll = (schema.allOf ?? []).flatMap((form) => faultsOf(form, value, path));
  if (schema.const !== undefined && schema.const !== value) return [path];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [path];
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value))) return [path];
  if (typeof value === 'number' && (value < (schema.minimum ?? value) || value > (schema.maximum ?? value)))
    return [path];
  if (typeof value === 'string' && value.length > (schema.maxLength ?? value.length)) return [path];
  if (Array.isArray(value))
    return [...fromAll, ...value.flatMap((item, at) => faultsOf(schema.items ?? {}, item, `${path}.${at}`))];
  if (typeof value !== 'object' || value === null) return fromAll;
  const { properties = {}, required = [], additionalProperties = true } = schema;
  return [
    ...fromAll,
    ...required.filter((key) => !(key in value)).map((key) => `${path}.${key}`),
    ...Object.entries(value).flatMap(([key, member]) => {
      const known = properties[key];
      if (known !== undefined) return faultsOf(known, member, `${path}.${key}`);
      if (additionalProperties === false) return [`${path}.${key}`];
      return additionalProperties === true ? [] : faultsOf(additionalProperties, member, `${path}.${key}`);
    }),
  ];
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
