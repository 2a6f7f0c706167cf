/**
 * A postal address in the body of commercial mail (CAN-SPAM, 15 U.S.C. § 7704(a)(5)(A)(iii); CASL and German law ask alike). Addresses
 * have as many forms as countries: what is not recognised is not known to be missing.
 */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { htmlOfPart } from '../../../wire/html/index.ts';
import type { MailView } from '../../../wire/mail-view/types.ts';
import { draftMessage } from '../draft-message.ts';
import { canSpam } from '../published-sources.ts';

/** The end of the text: footers stand there. */
const TAIL = 4000;

const signs: readonly RegExp[] = [
  /\b\d{1,6}[a-z]?,? (?:[\p{L}.'’-]{1,30} ){1,5}(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|way|court|ct|place|pl|square|sq|parkway|pkwy|highway|hwy|suite|floor)\b/iu,
  /\b(?:p\.? ?o\.? ?box|postfach|apartado|casella postale|postbus|caixa postal|bo[iî]te postale)\b ?\d/iu,
  /(?<=[\p{L}.-]{2})(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|damm|ring|ufer|laan|straat|gracht|plein|gatan|vägen|vej|gade|ulice)\b ?\d/iu,
  /\b(?:rue|avenue|boulevard|place|quai|calle|avenida|plaza|paseo|via|viale|piazza|corso|rua|ul\.|ulica|ul|улица|ул\.|cadde|sokak) [\p{L}\d.,'’ -]{2,60}\b\d/iu,
  /\b[A-Z]{2} \d{5}(?:-\d{4})?\b/u,
  /\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/u,
  /\b(?:[A-Z]{1,2}-)?\d{4,5} \p{Lu}\p{L}{2,}/u,
  /〒 ?\d{3}-?\d{4}|[都道府县県省市区區].{1,20}(?:路|街|号|號|丁目|番地)/u,
  /(?:postal|mailing|our) address\b|\baddress:|\bour offices?\b|anschrift|impressum|adresse postale|direcci[oó]n postal|indirizzo|endere[cç]o|adres:/iu,
];

export const senderIdentity: MessageCheck = {
  id: 'unsubscribe/sender-identity',
  sources: [canSpam, { title: "Canada's Anti-Spam Legislation, S.C. 2010, c. 23, s. 6(2)" }],
  run: (view, { profile }) => {
    if (profile !== 'bulk') return [draftMessage('not-applicable', 'not-bulk', 'information')];
    const text = endOf(view);
    if (text === '') return [draftMessage('not-applicable', 'no-text', 'information')];
    return [
      signs.some((sign) => sign.test(text))
        ? draftMessage('pass', 'recognised', 'information')
        : draftMessage('unknown', 'not-recognised', 'information'),
    ];
  },
};

function endOf(view: MailView): string {
  return view.texts
    .map((part) => {
      if (part.kind !== 'html') return part.text.slice(-TAIL);
      const runs = htmlOfPart(part).runs.slice(-300);
      return runs
        .map(({ text }) => text)
        .join(' ')
        .replaceAll(/\s+/g, ' ')
        .slice(-TAIL);
    })
    .join('\n')
    .slice(0, TAIL * 2);
}
