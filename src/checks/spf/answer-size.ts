/** Does the DNS answer with the record fit into what arrives everywhere? All TXT records of the name travel in one answer. */
import { checkOfTree } from './tree-check.ts';

/** RFC 7208 §3.4: fits without any extension of DNS. */
const plainOctets = 512;
/** What resolvers take by UDP today (DNS flag day 2020); beyond it the question is asked again over TCP. */
const udpOctets = 1232;

export const spfAnswerSize = checkOfTree({
  id: 'spf/answer-size',
  sources: [
    { title: 'RFC 7208 §3.4' },
    { title: 'DNS Flag Day 2020', url: 'https://www.dnsflagday.net/2020/', seen: '2026-11-23' },
  ],
  fails: {},
  otherwise: ({ answerOctets: octets, records }) => {
    const data = { octets, length: records[0]?.text.length ?? 0 };
    if (octets > udpOctets)
      return [{ outcome: 'fail', message: 'needs-tcp', data: { ...data, limit: udpOctets } }];
    if (octets > plainOctets)
      return [{ outcome: 'fail', message: 'needs-edns', data: { ...data, limit: plainOctets } }];
    return [{ outcome: 'pass', message: 'fits', data: { ...data, limit: plainOctets } }];
  },
});
