/** What the dashboard reads of the documents is what the program writes: types that do not fit fail `tsc`. */
import { expectTypeOf, test } from 'vitest';
import type { AuditView } from '../src/audit/say/view.ts';
import type { ExplainDocument } from '../src/explain/say/document.ts';
import type { CheckDocument } from '../src/preflight/say/document.ts';
import type * as shown from '../web/src/documents/types.ts';

test('explanations', () => {
  expectTypeOf<ExplainDocument>().toExtend<shown.ExplainDocument>();
});

test('audits', () => {
  expectTypeOf<AuditView>().toExtend<shown.AuditWords>();
});

test('messages', () => {
  expectTypeOf<CheckDocument>().toExtend<shown.CheckDocument>();
});
