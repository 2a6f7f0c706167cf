/** DNS lists: what every code means, what hostile worlds make of them, and that dead zones are left alone. */
import { dnsblData } from '../../src/gather/dnsbl/testing.ts';
import {
  countOwnCodes,
  factCases,
  hasFacts,
  misreadOwnCodes,
  readCases,
} from '../../test/dns-lists/codes.ts';
import { askedBelowClosed, askWorlds } from '../../test/dns-lists/worlds.ts';

import { atLeast, atMost, type FigureRow } from './figure-row.ts';

/** Codes of the facts, less the three that dns-lists.test.ts skips by name. */
const factCodes = 240;

/** The rows about the facts are missing where ../shared is. */
export async function listingFigures(): Promise<readonly FigureRow[]> {
  const data = dnsblData;
  const worlds = await askWorlds(data);
  const answers = worlds.reduce((sum, world) => sum + world.answers.length, 0);
  const asked = worlds.flatMap((world) => world.asked);
  const count = (key: 'falseListings' | 'falseClean') =>
    worlds.reduce((sum, world) => sum + world[key].length, 0);
  const own = countOwnCodes(data);
  const facts = hasFacts ? readCases(factCases(), data) : [];
  const right = facts.filter(({ isRight }) => isRight).length;
  return [
    atLeast(
      `DNS lists: codes of the data with the right meaning (of ${own})`,
      own - misreadOwnCodes(data).length,
      own,
    ),
    ...(facts.length === 0
      ? []
      : [
          atLeast(
            `DNS lists: codes of the facts with the right meaning (of ${facts.length})`,
            right,
            factCodes,
          ),
        ]),
    atMost(`DNS lists: false listings in ${worlds.length} worlds (of ${answers})`, count('falseListings'), 0),
    atMost('DNS lists: false "not listed" where nothing was proven', count('falseClean'), 0),
    atMost(
      `DNS lists: dead zones asked (in ${asked.length} questions)`,
      askedBelowClosed(asked, data).length,
      0,
    ),
  ];
}
