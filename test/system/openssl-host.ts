/**
 * A mail host on loopback whose TLS is a real `openssl s_server` with the flags that a test gives it: what comes before STARTTLS is
 * answered by us, then the bytes go through. Each connection has an s_server of its own, for it serves one after another; it is
 * made to say '250 ok' to every command. Test support.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { type FakeHost, startFakeHost } from '../../src/gather/mail-host/testing.ts';
import type { KeyPair } from './certificates.ts';

/** `flags`: of s_server, such as '-client_renegotiation'; `config`: an openssl.cnf in place of the system's. */
export async function startOpensslHost(
  { keyFile, certificateFile }: KeyPair,
  address: string,
  flags: readonly string[],
  config?: string,
): Promise<Pick<FakeHost, 'port' | 'close'>> {
  const args = [
    '-accept',
    '127.0.0.1:0',
    '-naccept',
    '1',
    '-key',
    keyFile,
    '-cert',
    certificateFile,
    ...flags,
  ];
  const env = { ...process.env, ...(config !== undefined && { OPENSSL_CONF: config }) };
  const running = new Set<ChildProcess>();
  const start = (): ChildProcess => {
    const server = spawn('openssl', ['s_server', ...args], { stdio: ['pipe', 'pipe', 'ignore'], env });
    running.add(server);
    server.once('exit', () => running.delete(server));
    // Written to after its end.
    server.stdin?.on('error', () => undefined);
    return server;
  };
  const front = await startFakeHost({ talk: (socket) => untilTls(socket, start) }, address);
  return {
    port: front.port,
    close: async () => {
      await front.close();
      const ends = [...running].map((server) => new Promise((resolve) => server.once('exit', resolve)));
      for (const server of running) server.kill('SIGKILL');
      await Promise.all(ends);
    },
  };
}

function untilTls(socket: Socket, start: () => ChildProcess): void {
  socket.write('220 fake.example.org ESMTP\r\n');
  const onData = (chunk: Buffer): void => {
    if (!chunk.toString('latin1').startsWith('STARTTLS')) {
      socket.write('250-fake.example.org\r\n250 STARTTLS\r\n');
      return;
    }
    socket.removeListener('data', onData);
    socket.pause();
    const server = start();
    socket.on('close', () => server.kill('SIGKILL'));
    whenListening(server, (port) => {
      const behind = connect({ host: '127.0.0.1', port });
      behind.on('error', () => socket.destroy());
      socket.on('close', () => behind.destroy());
      socket.write('220 go on\r\n');
      socket.pipe(behind).pipe(socket);
    });
  };
  socket.on('data', onData);
}

/** s_server prints where it listens, what it hears, and much else. */
function whenListening(server: ChildProcess, use: (port: number) => void): void {
  let said = '';
  let isListening = false;
  server.stdout?.on('data', (chunk: Buffer) => {
    const text = chunk.toString('latin1');
    said = (said + text).slice(0, 10_000);
    const port = isListening ? undefined : /^ACCEPT [^\n]*:(\d+)$/m.exec(said)?.[1];
    if (port !== undefined) {
      isListening = true;
      use(Number(port));
    }
    for (const _ of text.matchAll(/^(?:EHLO|HELO|MAIL|RCPT|RSET|VRFY|EXPN|QUIT)\b/gm)) {
      server.stdin?.write('250 ok\r\n');
    }
  });
}
