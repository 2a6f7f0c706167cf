/** Test support: a mail host on loopback that says what a script tells it, in the clear and under TLS. */
import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls';
import { everySuite, signedSuites } from '../../wire/tls/index.ts';
import { readClientHello } from '../../wire/tls/testing.ts';

export interface FakeHost {
  readonly port: number;
  /** Lines that clients said, over all connections. */
  readonly heard: readonly string[];
  /** Connections open now, and the most that were open at once. */
  readonly most: () => number;
  readonly close: () => Promise<void>;
}

export interface FakeScript {
  /** Without it '220 mx.example.org ESMTP'. */
  readonly greeting?: string;
  /** The reply to a command, with its line ends; undefined: the usual one, '': none at all. */
  readonly reply?: (line: string, isSecure: boolean) => string | undefined;
  /** STARTTLS is answered and this shown; with `isImplicitTls` at once. */
  readonly tls?: SecureContextOptions;
  readonly isImplicitTls?: boolean;
  /** What is said in the clear before the handshake, in place of one 220. */
  readonly beforeTls?: string;
  /** What a hello of our own gets in place of a handshake; '' is silence, 'hang-up' the end. */
  readonly answerHello?: (isWeak: boolean) => Uint8Array | '' | 'hang-up';
  /** Instead of all of this. */
  readonly talk?: (socket: Socket) => void;
}

const usual = (line: string, isSecure: boolean, hasTls: boolean): string => {
  const verb = line.slice(0, 4).toUpperCase();
  if (verb === 'EHLO') {
    const offer = hasTls && !isSecure ? '250-STARTTLS\r\n' : '';
    return `250-mx.example.org\r\n${offer}250-SIZE 20000000\r\n250 8BITMIME\r\n`;
  }
  if (verb === 'RCPT') {
    return /@example\.com>|%|"|@.*:/.test(line) ? '554 5.7.1 Relay access denied\r\n' : '250 2.1.5 Ok\r\n';
  }
  if (verb === 'VRFY' || verb === 'EXPN') return '252 2.5.2 Perhaps\r\n';
  if (verb === 'DATA') return '354 Go on\r\n';
  return verb === 'QUIT' ? '221 2.0.0 Bye\r\n' : '250 2.0.0 Ok\r\n';
};

export async function startFakeHost(script: FakeScript = {}, address = '127.0.0.1'): Promise<FakeHost> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  let most = 0;
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.on('close', () => sockets.delete(socket));
    // The client hangs up as it likes.
    socket.on('error', () => undefined);
    if (script.talk !== undefined) script.talk(socket);
    else if (script.isImplicitTls === true) converse(secured(socket, script), script, heard, true, true);
    else converse(socket, script, heard, false, true);
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : 0,
    heard,
    most: () => most,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function secured(socket: Socket, script: FakeScript): Socket {
  const secureContext = createSecureContext(script.tls);
  const tls = new TLSSocket(socket, { isServer: true, secureContext });
  tls.on('error', () => undefined);
  return tls;
}

function beginTls(socket: Socket, script: FakeScript, heard: string[]): void {
  const { answerHello } = script;
  const handshake = (): void => converse(secured(socket, script), script, heard, true, false);
  if (answerHello === undefined) {
    handshake();
    return;
  }
  socket.once('data', (hello: Buffer) => {
    const { suites } = readClientHello(hello);
    const isWeak = `${suites}` === `${signedSuites}`;
    if (!isWeak && `${suites}` !== `${everySuite}`) {
      socket.pause();
      socket.unshift(hello);
      handshake();
      return;
    }
    const answer = answerHello(isWeak);
    if (answer === 'hang-up') socket.end();
    else if (answer !== '') socket.write(answer);
  });
}

function converse(
  socket: Socket,
  script: FakeScript,
  heard: string[],
  isSecure: boolean,
  greets: boolean,
): void {
  let pending = '';
  if (greets) socket.write(script.greeting ?? '220 mx.example.org ESMTP\r\n');
  const onData = (chunk: Buffer): void => {
    pending += chunk.toString('latin1');
    for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
      const line = pending.slice(0, end).replace(/\r$/, '');
      pending = pending.slice(end + 1);
      heard.push(line);
      const said = script.reply?.(line, isSecure);
      if (said === undefined && line.toUpperCase() === 'STARTTLS' && script.tls !== undefined) {
        socket.removeListener('data', onData);
        socket.write(script.beforeTls ?? '220 2.0.0 Ready\r\n', () => beginTls(socket, script, heard));
        return;
      }
      if (socket.writable) socket.write(said ?? usual(line, isSecure, script.tls !== undefined));
      if (line.toUpperCase() === 'QUIT') socket.end();
    }
  };
  socket.on('data', onData);
}
