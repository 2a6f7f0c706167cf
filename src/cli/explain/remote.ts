/** `waypost explain --server URL`: what was given is sent, and the answer is written as if it had been made here. */

import type { AskOptions } from '../../desk/types.ts';
import { SourceProblems } from '../../explain/input-problems.ts';
import type { ExplainDocument } from '../../explain/say/document.ts';
import { type CliIo, EXIT, UsageError, writeTo } from '../io.ts';
import { askServer } from '../remote/ask-server.ts';
import { type RemoteServer, refuseUnsent } from '../remote/remote-server.ts';
import { sayServerProblem } from '../remote/say-server-problem.ts';
import { sayProblem } from '../say-problem.ts';
import { printable } from '../wrap.ts';
import type { ExplainOptions, RawOptions } from './options.ts';
import { readGiven } from './read-given.ts';
import { type SayingTools, writeAnswers } from './write-answers.ts';

/** Answers the exit code. */
export async function explainRemotely(
  sources: readonly string[],
  raw: RawOptions,
  options: ExplainOptions,
  server: RemoteServer,
  tools: SayingTools,
  io: CliIo,
): Promise<number> {
  try {
    refuseUnsent({ '--batch': raw.batch, '--resolver': raw.resolver });
    return await send(sources, options, server, tools, raw, io);
  } catch (error) {
    if (!(error instanceof UsageError) || error.problem === undefined) throw error;
    await writeTo(io.stderr, `waypost explain: ${sayProblem(error.problem, tools.texts)}\n`);
    return EXIT.usage;
  }
}

async function send(
  sources: readonly string[],
  options: ExplainOptions,
  server: RemoteServer,
  tools: SayingTools,
  raw: RawOptions,
  io: CliIo,
): Promise<number> {
  const problems = new SourceProblems();
  const files: { readonly name: string; readonly input: Uint8Array; readonly isText: boolean }[] = [];
  for (const { source, bytes } of await readGiven(sources, io.stdin)) {
    if (bytes.ok) files.push({ name: source.name, input: bytes.value, isText: source.kind === 'text' });
    else problems.add(source, bytes.problem);
  }
  const tell = (text: string): Promise<void> => writeTo(io.stderr, `waypost: ${printable(text)}\n`);
  for (const line of problems.lines(tools.texts)) await tell(line);
  const [first] = files;
  if (first === undefined) return EXIT.nothing;
  const { isText, ...named } = first;
  const given =
    files.length > 1
      ? { files: files.map(({ name, input }) => ({ name, input })) }
      : isText
        ? { input: named.input }
        : named;
  const answer = await askServer(server, { kind: 'explain', ...given, options: sentOptions(raw, options) });
  if (!answer.ok) {
    const { lines } = answer.problem.data ?? {};
    const own = Array.isArray(lines) ? lines.map(String) : [sayServerProblem(answer.problem, tools.texts)];
    for (const line of own) await tell(line);
    return EXIT.nothing;
  }
  for (const note of answer.value.notes) await tell(note);
  await writeAnswers(answer.value.document as unknown as ExplainDocument, options, tools, io);
  return EXIT.explained;
}

function sentOptions(raw: RawOptions, options: ExplainOptions): AskOptions {
  const { from, senderIp, helo, recipient } = raw;
  return {
    language: options.language,
    ...(options.isOffline && { offline: true }),
    ...(options.mayConnect && { connect: true }),
    ...(from !== undefined && { from }),
    ...(senderIp !== undefined && { senderIp }),
    ...(helo !== undefined && { helo }),
    ...(recipient !== undefined && { recipient }),
    ...(options.message !== undefined && { message: Buffer.from(options.message).toString('base64') }),
  };
}
