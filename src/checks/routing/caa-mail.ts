/**
 * Who may issue the certificates that persons and logos have beside those of servers: S/MIME by issuemail (RFC 9495 §3),
 * marks for BIMI by issuevmc. Nothing fails: whoever restricts them means it, but who asks an issuer should know.
 */
import type { Check } from '../../findings/finding.ts';
import { parseCaaIssuer } from '../../wire/caa/index.ts';
import { draft, valueOn } from '../draft.ts';

const kinds = [
  ['issuemail', 'smime-named', 'smime-nobody'],
  ['issuevmc', 'vmc-named', 'vmc-nobody'],
] as const;

export const caaMail: Check<'caa'> = {
  id: 'routing/caa-mail',
  needs: ['caa'],
  sources: [{ title: 'RFC 9495 §3' }, { title: 'RFC 9495 §4' }, { title: 'RFC 8659 §4.2' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'caa');
    if (found === undefined) return draft(evidence, 'caa', 'not-applicable', 'none');
    const { domain, foundAt: name, records } = found;
    const told = kinds.flatMap(([wanted, named, nobody]) => {
      const values = records.filter(({ tag }) => tag === wanted).map(({ value }) => value);
      if (values.length === 0) return [];
      const issuers = [...new Set(values.flatMap((value) => parseCaaIssuer(value).issuer ?? []))];
      const data = { domain, name, issuers: issuers.join(', ') };
      return draft(evidence, 'caa', 'pass', issuers.length > 0 ? named : nobody, data);
    });
    return told.length > 0 ? told : draft(evidence, 'caa', 'not-applicable', 'none', { domain });
  },
};
