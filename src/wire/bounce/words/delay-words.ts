/** Words of delay notices. */
import { PhraseSet } from '../../../base/phrase-set.ts';

/** Sentences by which reports say that delivery is late and still tried, lower case. */
export const DELAY_SENTENCES = new PhraseSet([
  'has not yet been delivered',
  'not yet been delivered',
  'has been delayed',
  'have been delayed',
  'delivery is delayed',
  'delivery delayed',
  'delivery of the message is delayed',
  'still being retried',
  'will be retried',
  'will continue to be attempted',
  'continue to attempt delivery',
  'continue to try',
  'will keep trying',
  'delivery attempts will continue',
  'delivery will be attempted',
  'this is a warning only',
  'this is a warning message only',
  'this is just a warning',
  'do not need to resend your message',
  'transient non-fatal errors',
  'temporary error. ',
  'warning: could not send message',
  'temporary failure:',
  'wird weiterhin versucht',
  'zustellung verzögert',
  'verzögert',
  'retardée',
  'retrasado',
  'in ritardo',
  'vertraagd',
  'opóźni',
  'задерж',
  '遅延',
  '延迟',
]);

/** Words that say the end has come, whatever is said about retries. */
export const FINAL_SENTENCES = new PhraseSet([
  'permanent fatal errors',
  'failed permanently',
  'permanent error',
  'permanent failure',
  "i've given up",
  'i have given up',
  'giving up',
  'not going to try again',
  'not be attempted',
  'no further delivery attempts',
  'message has been in the queue too long',
  'envelope expired',
  'message expired',
  'delivery time expired',
]);

/** Subjects of delay notices, lower case. */
export const DELAY_SUBJECTS = new PhraseSet([
  '(delay)',
  'delayed',
  'delivery delay',
  'still being retried',
  'could not send message for past',
  'has not yet been delivered',
  'not yet delivered',
  'verzögert',
  'retard',
  'retras',
  'ritardat',
  'vertraagd',
  'задерж',
  '遅延',
  '延迟',
]);

/** Sentences by which reports say that the message arrived or was handed on, lower case. */
export const SUCCESS_SENTENCES = new PhraseSet([
  'successfully delivered',
  'delivered successfully',
  'successful delivery notifications',
  'was successfully relayed',
  'successfully relayed to',
  'was delivered to the following',
  'has been delivered to the following',
  'was delivered to your recipient',
  'return receipt',
  'erfolgreich zugestellt',
  'a été remis aux destinataires suivants',
  'se ha entregado a los siguientes',
  'foi entregue aos seguintes',
  'è stato recapitato ai seguenti',
  'успешно доставлено',
]);

/** Subjects of such reports, lower case. */
export const SUCCESS_SUBJECTS = new PhraseSet([
  '(success)',
  '(relay)',
  'successful mail delivery',
  'delivery receipt',
  'return receipt',
  'delivery notification: delivery has been successful',
]);
