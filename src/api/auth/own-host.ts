/**
 * Is a request meant for this server by its Host. A page of a stranger whose name was led to our address (DNS rebinding) reaches us with
 * its own name there, and the browser takes us for it. IP addresses and localhost cannot be led anywhere; of names the configured one
 * counts alone. Who shows a token is no such page.
 */
import { isIP } from 'node:net';

/** `host`: of the request, with or without a port; undefined where it names none, which no browser does. `origin`: ours. */
export function isOwnHost(host: string | undefined, origin: string): boolean {
  if (host === undefined) return true;
  const name = nameOf(host);
  return name === 'localhost' || isIP(name) !== 0 || (name !== '' && name === nameOfOrigin(origin));
}

/** What is said to whoever comes with another name. */
export const wrongHost =
  'This server does not answer to the name in Host. Where the name is right, write origin = "https://…" with it into waypost.toml; a proxy in front must pass Host on as it came.';

/** In lower case, without port, brackets and the dot of the root. */
function nameOf(host: string): string {
  const bare = host.trim().toLowerCase();
  const inBrackets = /^\[([^\]]*)\](?::\d*)?$/.exec(bare)?.[1];
  return inBrackets ?? bare.replace(/:\d*$/, '').replace(/\.$/, '');
}

function nameOfOrigin(origin: string): string | undefined {
  return URL.canParse(origin) ? nameOf(new URL(origin).host) : undefined;
}
