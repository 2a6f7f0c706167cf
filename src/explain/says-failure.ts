/**
 * That something went wrong, in the words of programs and people ('failed', 'error', 'could not'), whatever it was. Whole sentences by which
 * reports of mail say so are others: `holdsFailureOrReason` of wire/bounce.
 */
import { anyOf } from '../base/any-of.ts';

const FAILURE = new RegExp(
  anyOf([
    /fail(?:s|ed|ure|ing)?(?![a-z])|(?:error|exception|timeout|mismatch)s?(?![a-z])/,
    /\b(?:refused|denied|rejected|deferred|bounced|aborted|timed out|time-?out|unable to|unreachable|unverified|untrusted)\b/,
    /\b(?:can ?not|can['’]t|could ?n[o'’]t|won['’]t|does ?n[o'’]t|did ?n[o'’]t|is ?n[o'’]t|not (?:found|trusted|valid|verified|sent|delivered))\b/,
    /\b(?:wrong|invalid|expired|self-signed|broken|stuck|hangs)\b/,
    // German, French, Spanish, Italian, Portuguese, Dutch
    /fehler|fehlgeschlagen|gescheitert|abgelehnt|(?<![a-zà-ÿ])(?:erreur|échec|échoué|impossible|refusé|fallo|falló|rechazad[ao])(?![a-zà-ÿ])/,
    /\b(?:errore|fallit[ao]|rifiutat[ao]|impossibile|erro|falha|falhou|recusad[ao]|mislukt|geweigerd|fout)\b/,
  ]),
  'i',
);
/** Do the words say that something went wrong? Linear in the text. */
export const saysFailure = (text: string): boolean => FAILURE.test(text);
