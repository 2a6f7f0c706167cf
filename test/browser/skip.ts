/** Why a file of browser tests cannot run here, said once. Test support. */
import { missingPrograms } from '../lab/dns-lab.ts';
import { noChromium } from './chromium.ts';

/** True where they cannot run; the reason is printed. */
export function cannotRun(needs: { readonly lab: boolean } = { lab: false }): boolean {
  const missing = needs.lab ? missingPrograms() : [];
  const reason = noChromium() ?? (missing.length > 0 ? `the DNS lab needs ${missing.join(', ')}` : undefined);
  if (reason !== undefined) console.warn(`browser tests skipped: ${reason}`);
  return reason !== undefined;
}
