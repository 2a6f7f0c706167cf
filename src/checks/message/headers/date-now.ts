/**
 * Is the Date that of the day it is sent? A date in the future costs points at any time; an old one only if the message is
 * sent with it, and a file that is looked at later has an old one by nature.
 */
import type { EngineRule, MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { firstField } from './fields.ts';
import { parseMailDate } from './mail-date.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EARLIEST = -24 * HOUR;
const LATEST = 10 * MINUTE;

export const dateNow: MessageCheck = {
  id: 'headers/date-now',
  sources: [rfc('5322 §3.6.1'), rspamdRules, spamAssassinRules],
  run: (view, { now }) => {
    const field = firstField(view, 'date');
    const date = parseMailDate(field?.rawValue ?? '');
    const nowMs = Date.parse(now);
    if (field === undefined || typeof date === 'string' || Number.isNaN(nowMs))
      return [draftMessage('not-applicable', 'no-date', 'score')];
    const difference = date.epochMs - nowMs;
    const hours = Math.round(Math.abs(difference) / HOUR);
    const days = hours < 48 ? {} : { days: Math.round(hours / 24) };
    const data = { hours, ...days, minutes: Math.round(difference / MINUTE) };
    if (difference >= EARLIEST && difference <= LATEST) return [draftMessage('pass', 'now', 'score', data)];
    const isFuture = difference > 0;
    const engineRules = isFuture ? futureRules(difference) : pastRules(-difference);
    return [
      draftMessage(
        'fail',
        isFuture ? 'future' : 'past',
        isFuture && engineRules.length > 0 ? 'score' : 'information',
        data,
        { place: placeInHeader(view, field), engineRules },
      ),
    ];
  },
};

/** SpamAssassin compares with the first Received, rspamd with the moment of the connection. */
function futureRules(ms: number): readonly EngineRule[] {
  const hours = ms / HOUR;
  const ofRspamd = hours > 2 ? [rspamd('DATE_IN_FUTURE', 4)] : [];
  if (hours < 3 || hours >= 96) return ofRspamd;
  if (hours < 6) return [...ofRspamd, spamAssassin('DATE_IN_FUTURE_03_06', 3.027)];
  if (hours < 12) return [...ofRspamd, spamAssassin('DATE_IN_FUTURE_06_12', 1.947)];
  if (hours < 24) return [...ofRspamd, spamAssassin('DATE_IN_FUTURE_12_24', 3.199)];
  if (hours < 48) return [...ofRspamd, spamAssassin('DATE_IN_FUTURE_24_48', 2.048)];
  return [...ofRspamd, spamAssassin('DATE_IN_FUTURE_48_96', 2.181)];
}

function pastRules(ms: number): readonly EngineRule[] {
  const hours = ms / HOUR;
  const ofRspamd = rspamd('DATE_IN_PAST', 1);
  if (hours < 48) return [ofRspamd, spamAssassin('DATE_IN_PAST_24_48', 1.34)];
  return hours > 96 ? [ofRspamd, spamAssassin('DATE_IN_PAST_96_XX', 3.405)] : [ofRspamd];
}
