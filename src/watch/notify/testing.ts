/** Test support: a mail server on loopback that keeps what it is given, or refuses it. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface MailSink {
  readonly port: number;
  /** Whole messages, as they arrived. */
  readonly messages: readonly string[];
  readonly close: () => Promise<void>;
}

const MAX_MESSAGES = 1000;

/** Listens on 127.0.0.1. */
export function startMailSink(options: SMTPServerOptions = {}): Promise<MailSink> {
  const messages: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (messages.length < MAX_MESSAGES) messages.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
    logger: false,
    ...options,
  });
  // A client that breaks the handshake off is what some tests are about.
  server.on('error', () => undefined);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.server.address() as AddressInfo;
      resolve({ port, messages, close: () => new Promise((done) => server.close(() => done())) });
    });
  });
}
