/**
 * Signs that come together in deceit and mass mail, added up by points of our own, the parts shown. Order and comparison only: a
 * message is never called spam for it, and single signs stand in good mail too.
 */
import type { MailTables } from '../../../findings/mail-tables.ts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import type { MailView } from '../../../wire/mail-view/types.ts';
import { draftMessage } from '../draft-message.ts';
import { headerSigns } from './signs/header-signs.ts';
import { linkSigns } from './signs/link-signs.ts';
import { structureSigns } from './signs/structure-signs.ts';
import { textSigns } from './signs/text-signs.ts';
import type { Sign } from './signs/types.ts';

/** From so many points on the combination is told. */
export const LURE_THRESHOLD = 8;

interface Weighed extends Sign {
  readonly points: number;
}

export const lure: MessageCheck = {
  id: 'content/lure',
  sources: [{ title: 'Own points, data/check-weights.toml', seen: '2026-11-26' }],
  run: (view, { tables }) => {
    if (tables === undefined) return [draftMessage('unknown', 'could-not-check', 'information')];
    const parts = weighedSigns(view, tables);
    const points = Math.round(parts.reduce((sum, part) => sum + part.points, 0) * 100) / 100;
    const shown = parts.map(({ sign, points: each }) => ({ sign, points: each }));
    const telling = parts.filter((part) => part.points > 0).slice(0, 6);
    const data = {
      points,
      threshold: LURE_THRESHOLD,
      parts: shown,
      signs: telling.map(({ sign }) => sign).join(', '),
    };
    if (points < LURE_THRESHOLD) return [draftMessage('pass', 'few', 'information', data)];
    const place = parts.find((part) => part.place !== undefined)?.place;
    return [draftMessage('fail', 'together', 'information', data, place === undefined ? {} : { place })];
  },
};

/** Signs with points, the heaviest first. */
function weighedSigns(view: MailView, tables: MailTables): readonly Weighed[] {
  const weights = tables.weights.get('content/lure');
  const signs = [headerSigns, textSigns, linkSigns, structureSigns].flatMap((read) => read(view, tables));
  return signs
    .map((sign) => ({ ...sign, points: weights?.get(sign.sign) ?? 0 }))
    .filter(({ points }) => points !== 0)
    .sort((a, b) => b.points - a.points);
}
