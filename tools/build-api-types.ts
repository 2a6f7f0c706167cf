/** Writes web/src/api/types.ts: the types of the API as its OpenAPI document has them. Run after a change of routes or their schemas. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_BASE, apiDocument } from './web/api-document.ts';
import { apiTypes } from './web/api-types.ts';

writeFileSync(join(import.meta.dirname, '../web/src/api/types.ts'), apiTypes(apiDocument(), API_BASE));
