/** DNS that says nothing until it is told to speak: what asks it stays under way. Test support. */
import { createSocket, type RemoteInfo } from 'node:dgram';

export interface QuietResolver {
  /** For a server that is to ask it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Questions that came. */
  readonly asked: () => number;
  /** From now on no name exists. */
  readonly speak: () => void;
  readonly close: () => void;
}

export async function quietResolver(): Promise<QuietResolver> {
  const socket = createSocket('udp4');
  let asked = 0;
  let speaks = false;
  socket.on('message', (query: Buffer, { port, address }: RemoteInfo) => {
    asked += 1;
    if (!speaks) return;
    // RFC 1035 §4.1.1: an answer, recursion available, RCODE 3.
    const answer = Buffer.from(query);
    answer[2] = (answer[2] ?? 0) | 0x80;
    answer[3] = 0x83;
    socket.send(answer, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    environment: { WAYPOST_RESOLVER: `127.0.0.1:${socket.address().port}` },
    asked: () => asked,
    speak: () => {
      speaks = true;
    },
    close: () => socket.close(),
  };
}
