/** What is known of the block lists that words or look-ups name, as explain needs it: `data/dnsbl.toml`. */
import type { ListKnowledge } from '../explain/list-behind.ts';
import type { NamedList } from '../explain/verdict.ts';
import {
  type ClosedList,
  causeOf,
  type DnsblData,
  type DnsList,
  heldBy,
  wayOff,
  wayOffClosed,
  zoneNamedIn,
} from '../gather/dnsbl/index.ts';

const isOfGood = ({ kind }: DnsList): boolean => kind.startsWith('allow');

function described(list: DnsList, codes: readonly string[], subject: string | undefined): NamedList {
  const { operator, name, zone, isAsked, delist } = list;
  const holds = heldBy(list);
  const cause = causeOf(list, codes);
  return {
    id: zone,
    operator: name ?? operator,
    ...(isAsked && { zone }),
    ...(subject !== undefined && { subject }),
    ...(delist.url !== undefined && { delistUrl: delist.url }),
    ...(holds !== undefined && { holds }),
    way: wayOff(list, codes),
    ...(cause !== undefined && { cause }),
    ...(codes.length > 0 && { codes }),
    ...(codes.length > 0 && codes.every((code) => list.policyCodes.includes(code)) && { isPolicy: true }),
  };
}

function describedClosed(closed: ClosedList): NamedList {
  const zone = closed.zone.replace(/^\*\./, '');
  const since = /^\d{4}(?:-\d\d){0,2}$/.test(closed.since ?? '') ? closed.since : undefined;
  return {
    id: zone,
    operator: closed.name ?? zone,
    zone,
    way: wayOffClosed(closed),
    ...(since !== undefined && { since }),
  };
}

/** `read` is called once, when the first list is asked for. */
export function createListKnowledge(read: () => DnsblData): ListKnowledge {
  let kept: DnsblData | undefined;
  const data = (): DnsblData => {
    kept ??= read();
    return kept;
  };
  const fits = (list: DnsList, holds: NamedList['holds']): boolean =>
    holds === undefined || heldBy(list) === undefined || heldBy(list) === holds;
  return {
    namedIn: (text, holds) => {
      const { all, closed } = zoneNamedIn(text, data());
      const bad = all.filter(({ list }) => !isOfGood(list));
      const best = bad.find(({ list }) => fits(list, holds));
      if (best !== undefined) return described(best.list, best.codes, best.subject);
      const [first] = bad;
      if (first === undefined) return closed[0] === undefined ? undefined : describedClosed(closed[0]);
      // Where its operator alone is named, it is that one of his lists which holds such things.
      const { list, name, codes, subject } = first;
      const other = list.sharedNames.includes(name)
        ? [...data().lists, ...data().unasked].find(
            (one) => one.operator === list.operator && heldBy(one) === holds,
          )
        : undefined;
      return other === undefined ? described(list, codes, subject) : described(other, [], undefined);
    },
    ofId: (id, codes = [], subject) => {
      const list = [...data().lists, ...data().unasked].find(({ zone }) => zone === id);
      return list === undefined ? undefined : described(list, codes, subject);
    },
  };
}
