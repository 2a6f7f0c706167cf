/** What the subject of a report says itself: most repeat the subject of the message, whose words are no reason ('Undeliverable: Re: user unknown'). */
import { squeeze } from './diagnosis.ts';
import type { BounceLayout } from './layout.ts';

/** Words of Exchange and others before the message's own subject, in lower case. */
const BEFORE_SUBJECT: readonly string[] = [
  'undeliverable',
  'message undeliverable',
  'undelivered',
  'undelivered mail',
  'not delivered',
  'delivery delayed',
  'delayed',
  'unzustellbar',
  'nicht zustellbar',
  'verzögert',
  'non remis',
  'non distribuable',
  'no se puede entregar',
  'no entregado',
  'não é possível entregar',
  'não entregue',
  'non recapitabile',
  'onbestelbaar',
  'niedostarczalne',
  'nie można dostarczyć',
  'kan inte levereras',
  'kan ikke leveres',
  'toimitus epäonnistui',
  'nedoručitelné',
  'kézbesíthetetlen',
  'teslim edilemedi',
  'teslim edilemez',
  'недоставлено',
  'недоставленное',
  'не удается доставить',
  '配信不能',
  '未配信',
  '无法传递',
  '未传递',
  '無法傳遞',
  '배달되지 않음',
];

/** Titles of reports, in lower case: they give no reason. */
const TITLES: readonly string[] = [
  'mail system error - returned mail',
  'returned mail: see transcript for details',
  'undelivered mail returned to sender',
  'mail delivery failed: returning message to sender',
  'mail delivery failed',
  'mail delivery failure',
  'failure notice',
  'delivery failure',
  'delivery status notification (failure)',
  'undeliverable mail',
  'undeliverable message',
  'returned mail',
];

/** One line; empty where it is but a title; the subject of the returned message cut off where it is known, or where the words before it are always followed by one. */
export function ownSubject(layout: BounceLayout): string {
  const subject = squeeze(layout.head('subject'));
  if (TITLES.includes(subject.toLowerCase())) return '';
  const original = squeeze(layout.returnedHeaders()?.first('subject') ?? '');
  if (original !== '' && subject.endsWith(original)) return subject.slice(0, -original.length).trim();
  const colon = subject.slice(0, 60).search(/[:：]/);
  const isBefore = colon > 0 && BEFORE_SUBJECT.includes(subject.slice(0, colon).trim().toLowerCase());
  return isBefore ? subject.slice(0, colon + 1) : subject;
}
