/** Whether an address can name a recipient: it cannot where all of it is words that stand for everybody. */

/** What addresses to unsubscribe are built of beside the value that names somebody. */
const fixedWords = new Set(
  (
    'unsubscribe unsub unsubscribed unsubscription optout opt out off remove removal cancel stop leave list lists mailing mailinglist ' +
    'email emails mail mails mailer newsletter newsletters news subscribe subscription subscriptions subscriber subscribers preferences ' +
    'preference prefs settings manage management center centre profile account user users member members contact contacts customer ' +
    'customers campaign campaigns marketing notification notifications one click oneclick post action do go u e l c m api v1 v2 v3 app ' +
    'web public index home page pages default html htm php asp aspx cgi jsp bin link links form forms lp en us uk gb de fr es it pt nl pl ' +
    'sv da no fi cs tr ru ja zh abmelden abmeldung abbestellen austragen desabonner desabonnement desinscription baja darse desuscribir ' +
    'cancellazione disiscrizione cancelar descadastrar afmelden uitschrijven wypisz rezygnacja avregistrera avmeld frameld afmeld peruuta ' +
    'odhlasit true yes all'
  ).split(' '),
);

/**
 * RFC 8058 §3.1: something in it that tells recipient and list. Any part of the path or value of the query that is no fixed word may
 * be that: what is opaque to us is meant to be.
 */
export function canNameRecipient(path: string, query: string): boolean {
  const isPlain = !query.includes('=');
  const asked = [...new URLSearchParams(query)].map(([name, value]) => (isPlain ? name : value));
  const values = [...path.split('/'), ...asked];
  return values.some((value) =>
    value
      .toLowerCase()
      .split(/[-_.~+\s]/)
      .some((word) => word !== '' && !fixedWords.has(word)),
  );
}
