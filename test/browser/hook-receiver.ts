/** A webhook receiver on loopback that checks signatures as docs/webhooks.md says, with nothing of the sender's code. Test support. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly body: string;
  /** The header Waypost-Signature. */
  readonly signature: string;
}

export interface HookReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
}

const MAX_BODY = 1 << 20;

export async function startHookReceiver(): Promise<HookReceiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MAX_BODY) request.destroy();
      else parts.push(part);
    });
    request.on('end', () => {
      const signature = request.headers['waypost-signature'];
      received.push({ body: Buffer.concat(parts).toString('utf8'), signature: String(signature ?? '') });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether the message was signed with `secret`, not more than five minutes ago. */
export function isSigned({ body, signature }: Received, secret: string): boolean {
  const [, seconds = '', mac = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (mac === '' || Math.abs(Date.now() / 1000 - Number(seconds)) > 300) return false;
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest();
  return timingSafeEqual(expected, Buffer.from(mac, 'hex'));
}
