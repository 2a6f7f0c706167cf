import { expect, test } from 'vitest';
import { readMailView } from '../wire/mail-view/index.ts';
import { subjectOf } from './check-message.ts';
import { messageIdsOfRun } from './same-message-id.ts';

function checked(id?: string) {
  const field = id === undefined ? '' : `Message-ID: ${id}\r\n`;
  const view = readMailView(Buffer.from(`From: a@example.org\r\n${field}\r\nhi`));
  return { view, subject: subjectOf(view) };
}

test('each later message with a Message-ID of the run is told, with the first', () => {
  const look = messageIdsOfRun();
  const said = [
    ['a.eml', '<1@example.org>'],
    ['b.eml', '<2@example.org>'],
    ['c.eml', '<1@example.org>'],
    ['d.eml', ' <1@example.org> '],
    ['e.eml', undefined],
    ['f.eml', undefined],
    ['g.eml', ''],
    ['h.eml', ''],
  ] as const;
  const found = said.flatMap(([name, id]) =>
    look(checked(id), name).map(({ message, data, consequence, place }) => [
      name,
      message,
      data.first,
      consequence,
      place?.line,
    ]),
  );
  expect(found).toEqual([
    ['c.eml', 'seen', 'a.eml', 'policy', 2],
    ['d.eml', 'seen', 'a.eml', 'policy', 2],
  ]);
});

test('another run begins anew', () => {
  messageIdsOfRun()(checked('<1@example.org>'), 'a.eml');
  expect(messageIdsOfRun()(checked('<1@example.org>'), 'b.eml')).toEqual([]);
});
