/** `waypost check --server URL`: messages are sent, and the answers are written as if they had been made here. */
import { readFileSync } from 'node:fs';
import type { AskOptions, NamedInput } from '../../desk/types.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { reaches } from '../../preflight/check-message.ts';
import type { MailInput } from '../../preflight/check-report.ts';
import { type CheckDocument, findingsOf } from '../../preflight/say/document.ts';
import { readMailView } from '../../wire/mail-view/index.ts';
import { type CliIo, UsageError, writeTo } from '../io.ts';
import { askServer } from '../remote/ask-server.ts';
import { type RemoteServer, refuseUnsent } from '../remote/remote-server.ts';
import { sayServerProblem } from '../remote/say-server-problem.ts';
import { printable } from '../wrap.ts';
import type { CheckOptions, RawCheckOptions } from './options.ts';
import { reportWriter } from './write-reports.ts';

/** Messages of one run: a server checks no more at once. */
const MAX_MESSAGES = 200;

/** Throws UsageError where something cannot be sent. */
export function assertSendable(raw: RawCheckOptions): void {
  refuseUnsent({
    '--resolver': raw.resolver,
    '--list-keys': raw.listKeys,
    '--rspamd': raw.rspamd,
    '--rspamd-password': raw.rspamdPassword,
    '--spamd': raw.spamd,
    '--fetch': raw.fetch,
    '--probe-unsubscribe': raw.probeUnsubscribe,
    '--fix': raw.fix,
  });
}

/** What came of it; `count` messages were checked. */
export interface RemoteRun {
  readonly count: number;
  readonly isFailing: boolean;
}

/** `mails`: as they are read here, problems told already. */
export async function checkRemotely(
  mails: AsyncIterable<MailInput>,
  raw: RawCheckOptions,
  options: CheckOptions,
  server: RemoteServer,
  texts: Catalogue,
  io: CliIo,
): Promise<RemoteRun> {
  const given: MailInput[] = [];
  for await (const mail of mails) {
    if (given.length >= MAX_MESSAGES)
      throw new UsageError({
        code: 'too-many-sent',
        message: `At most ${MAX_MESSAGES} messages are sent to a server at once; give fewer, or run it here.`,
        data: { limit: MAX_MESSAGES },
      });
    given.push(mail);
  }
  if (given.length === 0) return { count: 0, isFailing: false };
  const files = given.map(
    ({ name, raw: bytes, composed }): NamedInput => ({
      name,
      input: composed === undefined ? bytes : composed.composition.html.bytes,
    }),
  );
  const answer = await askServer(server, { kind: 'check', files, options: sentOptions(raw, options) });
  const tell = (text: string): Promise<void> => writeTo(io.stderr, `waypost check: ${printable(text)}\n`);
  if (!answer.ok) {
    await tell(sayServerProblem(answer.problem, texts));
    return { count: 0, isFailing: false };
  }
  for (const note of answer.value.notes) await tell(note);
  const { reports } = answer.value.document;
  const documents = (Array.isArray(reports)
    ? reports
    : [answer.value.document]) as unknown as readonly CheckDocument[];
  return write(documents, given, options, texts, io);
}

async function write(
  documents: readonly CheckDocument[],
  given: readonly MailInput[],
  options: CheckOptions,
  texts: Catalogue,
  io: CliIo,
): Promise<RemoteRun> {
  const { failOn } = options;
  const writer = reportWriter(options, texts, io);
  let isFailing = false;
  for (const document of documents) {
    const findings = findingsOf(document);
    isFailing ||= failOn !== undefined && reaches(findings, failOn);
    const mail = given.find(({ name }) => name === document.message.name);
    await writer.add({ document, findings, message: readMailView(mail?.raw ?? new Uint8Array()) });
  }
  await writer.end();
  return { count: documents.length, isFailing };
}

function sentOptions(raw: RawCheckOptions, options: CheckOptions): AskOptions {
  const { senderIp, helo, mailFrom, trackingDomains, receivers, compose } = options;
  const { subject, from, textFile } = compose;
  return {
    language: options.language,
    profile: options.profile,
    ...(options.isOffline && { offline: true }),
    ...(senderIp !== undefined && { senderIp }),
    ...(helo !== undefined && { helo }),
    ...(mailFrom !== undefined && { mailFrom }),
    ...(trackingDomains.length > 0 && { tracking: trackingDomains }),
    ...(receivers.length > 0 && {
      receivers: (raw.receivers ?? '').split(',').filter((name) => name.trim() !== ''),
    }),
    ...(subject !== undefined && { subject }),
    ...(from !== undefined && { from }),
    ...(textFile !== undefined && { text: readFileSync(textFile, 'utf8') }),
  };
}
