/** The dashboard's types of the API are those of its OpenAPI document. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { API_BASE, apiDocument } from '../tools/web/api-document.ts';
import { apiTypes } from '../tools/web/api-types.ts';
import { projectRoot } from './source-files.ts';

test('web/src/api/types.ts is current: node tools/build-api-types.ts writes it', () => {
  const written = readFileSync(join(projectRoot, 'web/src/api/types.ts'), 'utf8');
  expect(written).toBe(apiTypes(apiDocument(), API_BASE));
});
