/** Types from a small OpenAPI document: every kind of schema that zod writes. */
import { describe, expect, test } from 'vitest';
import { apiTypes, type JsonSchema } from './api-types.ts';

const typeOf = (schema: JsonSchema): string =>
  /export (?:type X = ([\s\S]*?);|interface X (\{[\s\S]*?\n?\}))\n\nexport interface Api/
    .exec(apiTypes({ components: { schemas: { X: schema } } }, ''))
    ?.slice(1)
    .find((found) => found !== undefined) ?? '';

describe('schemas', () => {
  test.each<readonly [JsonSchema, string]>([
    [{ type: 'string' }, 'string'],
    [{ type: 'integer' }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: 'string', enum: ['a', "it's"] }, "'a' | 'it\\'s'"],
    [{ const: 1 }, '1'],
    [{ $ref: '#/components/schemas/Report' }, 'Report'],
    [{ type: 'array', items: { type: 'string' } }, 'readonly string[]'],
    [
      { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
      'readonly (string | number)[]',
    ],
    [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] }, 'readonly [string, number]'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, '{ readonly [name: string]: number }'],
    [{}, 'unknown'],
    [
      { type: 'object', properties: { a: { type: 'string' }, 'b-c': { type: 'boolean' } }, required: ['a'] },
      "{\n  readonly a: string;\n  readonly 'b-c'?: boolean;\n}",
    ],
  ])('%j', (schema, expected) => {
    expect(typeOf(schema)).toBe(expected);
  });

  test('a description cannot end its comment', () => {
    expect(
      typeOf({ type: 'object', properties: { a: { type: 'string', description: 'x */ y' } } }),
    ).toContain('/** x * / y */');
  });

  test('a schema of an unknown type is refused', () => {
    expect(() => typeOf({ type: 'stream' })).toThrow('stream');
  });
});

test('an operation: parameters, body and the first success', () => {
  const text = apiTypes(
    {
      paths: {
        '/api/v1/things/{id}': {
          patch: {
            parameters: [
              { in: 'path', name: 'id', required: true, schema: { type: 'string' } },
              { in: 'query', name: 'dry', schema: { type: 'boolean' } },
              { in: 'header', name: 'If-Match', required: true, schema: { type: 'string' } },
            ],
            requestBody: {
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Change' } } },
            },
            responses: {
              200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
              422: { content: { 'application/problem+json': { schema: {} } } },
            },
          },
          delete: { responses: { 204: {} } },
        },
      },
    },
    '/api/v1',
  );
  expect(text).toContain(`  readonly 'PATCH /things/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      readonly dry?: boolean;
    };
    readonly body: Change;
    readonly answer: Thing;
  };
  readonly 'DELETE /things/{id}': {
    readonly answer: undefined;
  };`);
});
