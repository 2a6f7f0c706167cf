/** Is the autoconfig document that Thunderbird and others fetch there, and can it be read? */
import type { ConfigDocument } from '../../findings/facts/client-config.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

export const autoconfig: Check<'clientConfig'> = {
  id: 'client-config/autoconfig',
  needs: ['clientConfig'],
  sources: [{ title: 'draft-ietf-mailmaint-autoconfig-06', seen: '2026-11-23' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'clientConfig');
    if (facts?.documents === undefined) return [];
    const judged = facts.documents.flatMap((document) => {
      const said = whatOf(document);
      if (said === undefined) return [];
      const [outcome, message, data] = said;
      return draft(evidence, 'clientConfig', outcome, message, {
        domain: facts.domain,
        url: document.url,
        ...data,
      });
    });
    return judged.length > 0
      ? judged
      : draft(evidence, 'clientConfig', 'not-applicable', 'none', { domain: facts.domain });
  },
};

function whatOf(document: ConfigDocument) {
  switch (document.state) {
    case 'fetched': {
      const { problems, servers } = document;
      if (problems.length > 0) return ['fail', 'faulty', { problems: problems.join(', ') }] as const;
      const named = servers.map(({ host, port }) => `${host}:${port}`).join(', ');
      return ['pass', 'valid', { servers: named }] as const;
    }
    case 'unreadable':
      return ['fail', 'unreadable', { code: document.code }] as const;
    case 'redirected':
      return ['unknown', 'redirected', { location: document.location }] as const;
    case 'failed': {
      const { code, why } = document;
      if (code === 'certificate') return ['fail', 'certificate', { reason: why }] as const;
      return ['unknown', 'could-not-check', { why: code, detail: why }] as const;
    }
    case 'absent':
      return undefined;
  }
}
