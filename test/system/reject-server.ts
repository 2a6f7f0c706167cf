/** An SMTP server on loopback that refuses chosen recipients with chosen replies (RFC 5321). Test support. */
import { createServer, type Socket } from 'node:net';

export interface RejectServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** `replies`: local part of a recipient → the reply to its RCPT; others are accepted and thrown away. */
export async function startRejectServer(replies: Readonly<Record<string, string>>): Promise<RejectServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The client hangs up as it likes.
    socket.on('error', () => undefined);
    speak(socket, replies);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { port, close };
}

function speak(socket: Socket, replies: Readonly<Record<string, string>>): void {
  let pending = '';
  let isInData = false;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  say('220 mx.receiver.test ESMTP');
  const onLine = (line: string): void => {
    if (isInData) {
      if (line === '.') {
        isInData = false;
        say('250 2.0.0 Ok');
      }
      return;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT') say(replies[/<([^@>]{1,64})@/.exec(line)?.[1] ?? ''] ?? '250 2.1.5 Ok');
    else if (verb === 'DATA') {
      isInData = true;
      say('354 End with .');
    } else if (verb === 'QUIT') socket.end('221 2.0.0 Bye\r\n');
    else say(verb === 'EHLO' ? '250 mx.receiver.test' : '250 2.0.0 Ok');
  };
  socket.on('data', (chunk) => {
    pending += chunk.toString('latin1');
    for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
      const line = pending.slice(0, end).replace(/\r$/, '');
      pending = pending.slice(end + 1);
      onLine(line);
    }
  });
}
