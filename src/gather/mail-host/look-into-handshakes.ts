/**
 * What a handshake of TLS 1.2 shows and allows: three connections to one port for servers and one for users of each address, the
 * first of each that has TLS; the others belong to the same programs, and guards of a host count connections that end early.
 * At most 15 s a port, and two connections at once.
 */
import type { HandshakeFacts, HostEndpoint, MailPort, TlsFacts } from '../../findings/facts/mail-host.ts';
import { forOneEndpoint, type HostSettings, type HostTarget } from './host-target.ts';
import { sendHello } from './send-hello.ts';
import { tryRenegotiation } from './try-renegotiation.ts';

const kinds: readonly (readonly MailPort[])[] = [
  [25, 26],
  [465, 587, 2525],
];

type Tls = Pick<TlsFacts, 'version' | 'versions'>;

/** Not known to refuse all that is older than TLS 1.3, where the things that are looked at do not exist. */
const mayBeBefore13 = ({ version, versions }: Tls): boolean =>
  version !== 'TLSv1.3' ||
  versions.some((one) => one.version !== 'TLSv1.3' && one.state === 'accepted') ||
  versions.find((one) => one.version === 'TLSv1.2')?.state !== 'refused';

/** Places in `endpoints` that are looked into. */
function placesIn(endpoints: readonly HostEndpoint[]): readonly number[] {
  const addresses = [...new Set(endpoints.map(({ ip }) => ip))];
  return addresses.flatMap((ip) =>
    kinds.flatMap((ports) => {
      const places = ports.map((port) =>
        endpoints.findIndex((one) => one.ip === ip && one.port === port && hasOldTls(one)),
      );
      const place = places.find((one) => one >= 0);
      return place === undefined ? [] : [place];
    }),
  );
}

const hasOldTls = ({ tls }: HostEndpoint): boolean => tls !== undefined && mayBeBefore13(tls);

/** The endpoints of these targets, in the same order, with what was seen. `run` keeps the number of connections at once down. */
export async function lookIntoHandshakes(
  targets: readonly HostTarget[],
  endpoints: readonly HostEndpoint[],
  settings: HostSettings,
  run: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<readonly HostEndpoint[]> {
  const places = placesIn(endpoints);
  return Promise.all(
    endpoints.map(async (endpoint, index) => {
      const target = targets[index];
      const { tls } = endpoint;
      if (tls === undefined || target === undefined || !places.includes(index)) return endpoint;
      const handshake = await run(() => lookInto(target, forOneEndpoint(settings), endpoint.isImplicitTls));
      return { ...endpoint, tls: { ...tls, handshake } };
    }),
  );
}

async function lookInto(
  target: HostTarget,
  settings: HostSettings,
  isImplicitTls: boolean,
): Promise<HandshakeFacts> {
  const hello = await sendHello(target, settings, isImplicitTls, 'every');
  const [weakHello, renegotiation] = await Promise.all([
    hello.state === 'answered' ? sendHello(target, settings, isImplicitTls, 'weak') : undefined,
    tryRenegotiation(target, settings, isImplicitTls),
  ]);
  return { hello, renegotiation, ...(weakHello !== undefined && { weakHello }) };
}
