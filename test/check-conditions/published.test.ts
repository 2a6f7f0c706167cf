import { expect, test } from 'vitest';
import { headerChecks } from '../../src/checks/message/headers/all.ts';
import { leftoverChecks } from '../../src/checks/message/leftovers/all.ts';
import { mimeChecks } from '../../src/checks/message/mime/all.ts';
import { letter, said } from '../../src/checks/message/testing.ts';
import { publishedConditions } from './published.ts';
import { missingOf } from './told.ts';

test.each(
  publishedConditions.map(
    (condition) => [condition.receiver, condition.check, condition.message, condition] as const,
  ),
)('%s: %s %s is told with the reply', (_receiver, _check, _message, condition) => {
  expect(missingOf(condition)).toBeUndefined();
});

test('the good message has no fault but that its sender is an example', () => {
  const faults = [...headerChecks, ...mimeChecks, ...leftoverChecks].flatMap((check) =>
    said(check, letter())
      .filter((text) => text.startsWith('fail'))
      .map((text) => `${check.id} ${text}`),
  );
  expect(faults).toEqual(['leftovers/placeholder-address fail information sender']);
});
