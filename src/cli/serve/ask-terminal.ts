/** Questions on a terminal: a line with a default, a secret that is not shown. */
import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';
import type { CliIo } from '../io.ts';

/** Nobody types for longer. */
const MAX_LINE = 1000;

export interface Asker {
  /** The answer, or `standard` where nothing was typed. Asks again as long as `fault` says what is wrong. undefined: no more input. */
  readonly ask: (
    question: string,
    standard: string,
    fault?: (answer: string) => string | undefined,
  ) => Promise<string | undefined>;
  readonly close: () => void;
}

/** Asks on standard error, so that standard output stays for what is made. */
export function openAsker(io: CliIo): Asker {
  const reader = createInterface({ input: io.stdin, output: io.stderr, terminal: io.stdin.isTTY === true });
  const lines = reader[Symbol.asyncIterator]();
  return {
    ask: async (question, standard, fault = () => undefined) => {
      for (;;) {
        io.stderr.write(standard === '' ? `${question}: ` : `${question} [${standard}]: `);
        const next = await lines.next();
        if (next.done === true) return undefined;
        const typed = next.value.trim().slice(0, MAX_LINE);
        const answer = typed === '' ? standard : typed;
        const why = fault(answer);
        if (why === undefined) return answer;
        io.stderr.write(`  ${why}\n`);
      }
    },
    close: () => reader.close(),
  };
}

type Terminal = Readable & { readonly setRawMode?: (isRaw: boolean) => unknown };

const ENTER = '\r\n\u0004';
const END = '\u0003';
const BACK = '\b\u007f';

/** On a terminal asked for without showing it; else the first line of what comes in. undefined where it was broken off. */
export async function readSecret(question: string, io: CliIo): Promise<string | undefined> {
  const stdin: Terminal = io.stdin;
  if (io.stdin.isTTY !== true || stdin.setRawMode === undefined) return firstLine(io.stdin);
  io.stderr.write(`${question}: `);
  stdin.setRawMode(true);
  let typed = '';
  try {
    for await (const chunk of stdin.iterator({ destroyOnReturn: false })) {
      for (const char of String(chunk)) {
        if (char === END) return undefined;
        if (ENTER.includes(char)) return typed;
        typed = BACK.includes(char) ? typed.slice(0, -1) : (typed + char).slice(0, MAX_LINE);
      }
    }
    return undefined;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    io.stderr.write('\n');
  }
}

async function firstLine(stdin: Readable): Promise<string | undefined> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.includes('\n') || text.length > MAX_LINE) break;
  }
  const line = (text.split('\n')[0] ?? '').replace(/\r$/, '').slice(0, MAX_LINE);
  return line === '' ? undefined : line;
}
