/** Words that tell a reply code from any other number of three digits. Lower case. */

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What follows a number that counts or measures something: '550 euros', '550 recipients'. */
export const unitWords = setOf(
  'euro euros eur usd gbp dollar dollars pounds cents rub yen mb kb gb tb mib kib gib byte bytes kilobytes megabytes ms sec secs second seconds ' +
    'min mins minute minutes hour hours hr hrs day days week weeks month months year years recipients messages mails emails e-mails people persons ' +
    'times characters chars words lines line points px pt km kg g ml mm cm m meters metres miles mile feet items addresses accounts connections ' +
    'customers subscribers contacts pages page rows records files requests percent grams volts watts calories kcal mph kmh dpi street st avenue ave ' +
    'road rd boulevard blvd lane employees members students guests seats rooms copies units pieces objects ok/s am pm hp',
);

/** The second word of an address of a house: '450 Main Street'. */
export const streetWords = setOf(
  'street st avenue ave road rd boulevard blvd lane drive square plaza court highway',
);

/** What stands before a number that is not a code: 'line 550', 'port 587'. */
export const numberWords = setOf(
  'line lines port ports page pages room issue ticket number no nr num nº pid id uid gid size bytes length count about over than under nearly almost around ' +
    'approximately roughly exactly of at in for the a an these those all some another chapter section item row column col offset year since until ' +
    'before version build release ext extension tel phone fax zip suite apt box route highway flight bus only limit max maximum min minimum total ' +
    'http http/1.0 http/1.1 http/2 http/2.0 https rfc iso model type psalm verse spaces top next first last every per least most up uid= total=',
);

/** What introduces the words of another host. */
export const sayingWords = setOf(
  'said says say saying answered answers returned returns replied replies responded gave got error errors code status reply response reason failure failed ' +
    'rejected refused smtp esmtp lmtp diagnostic diagnostic-code diagnose was message with recv received reported issued result fehler fehlermeldung antwort ' +
    'erreur réponse raison respuesta motivo razón errore risposta erro resposta fout foutmelding antwoord błąd odpowiedź ошибка ответ stat delivery server ' +
    'getting get gets receive receives receiving see seeing sees bounce bounces bounced server: host wegen grund causa detail details text to from command data dsn because as mx gateway',
);

/** First words of positive replies; other words after '250' are no reply. */
export const positiveWords = setOf(
  'ok okay queued accepted accept recipient sender message hello hi requested mail help bye closing goodbye ready go start end enter authentication service ' +
    'data send pleased welcome good great user flushed reset begin roger nice originator address done thank thanks recipients sending 8bitmime ' +
    'pipelining size starttls enhancedstatuscodes dsn smtputf8 chunking auth vrfy etrn',
);

/** HTTP status codes (RFC 9110 §15) that share digits with SMTP codes, with the beginning of their reason phrases. */
export const httpReasons: Readonly<Record<number, string>> = {
  200: 'ok http',
  300: 'multiple choices',
  301: 'moved perm',
  302: 'found',
  304: 'not modified',
  400: 'bad request',
  401: 'unauthor',
  402: 'payment',
  403: 'forbidden',
  404: 'not found',
  405: 'method not',
  406: 'not acceptable',
  407: 'proxy auth',
  408: 'request time',
  409: 'conflict',
  410: 'gone',
  413: 'payload too',
  414: 'uri too',
  415: 'unsupported media',
  418: "i'm a tea",
  422: 'unprocessable',
  426: 'upgrade req',
  429: 'too many requests',
  431: 'request header',
  451: 'unavailable for legal',
  500: 'internal server error',
  501: 'not implemented',
  502: 'bad gateway',
  503: 'service temporarily',
  504: 'gateway time',
  505: 'http version',
  // FTP as .NET says it.
  550: 'file unavailable',
};

/** Words that only mail servers say, for codes outside the digits of RFC 5321 §4.2. */
export const mailWords = [
  '@',
  'mail',
  'spam',
  'recipient',
  'sender',
  'mailbox',
  'blocked',
  'blacklist',
  'rejected',
  'denied',
  'smtp',
  'message',
  'relay',
  'user',
  'dns',
  'spf',
  'dmarc',
  'virus',
] as const;

/** What refusals say, in lists where no other mark tells them from counts. */
export const refusalWords = [
  'unknown',
  'not ',
  'no such',
  "n't",
  'invalid',
  'full',
  'quota',
  'exceeded',
  'reject',
  'refus',
  'denied',
  'block',
  'listed',
  'spam',
  'polic',
  'unavailable',
  'disabled',
  'later',
  'virus',
  'relay',
] as const;
