/** Writes explanations in the form asked for: text, JSON, a page, a letter. All are made from the document that `--json` writes. */
import type { ExplainServices } from '../../explain/explain.ts';
import { groupKindOf } from '../../explain/group.ts';
import { type ExplainDocument, wordsOf } from '../../explain/say/document.ts';
import { formatPage } from '../../explain/say/html.ts';
import { formatLetter } from '../../explain/say/letter.ts';
import { noLetterOf } from '../../explain/say/no-letter.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { type CliIo, writeTo } from '../io.ts';
import { jsonText } from '../json-text.ts';
import { printable } from '../wrap.ts';
import type { ExplainOptions } from './options.ts';
import { type ViewedAnswer, writeText } from './write-text.ts';

/** What is needed to say a document; provider cards are read for letters alone. */
export interface SayingTools {
  readonly texts: Catalogue;
  readonly providers: ExplainServices['providers'];
}

const viewed = ({ explanations }: ExplainDocument): readonly ViewedAnswer[] =>
  explanations.map(({ count, recipients, recipientCount, sides, source, verdict, words }) => ({
    kind: groupKindOf(verdict),
    count,
    recipients,
    ...(recipientCount !== undefined && { recipientCount }),
    ...(sides !== undefined && { sides }),
    source,
    verdict,
    view: words,
  }));

async function writeLetters(
  { explanations }: ExplainDocument,
  options: ExplainOptions,
  { texts, providers }: SayingTools,
  io: CliIo,
): Promise<void> {
  let isFirst = true;
  for (const { verdict } of explanations) {
    const letter =
      noLetterOf(verdict, texts) ??
      formatLetter(verdict, wordsOf(verdict, texts, providers), texts, options.showsAddresses);
    await writeTo(io.stdout, `${isFirst ? '' : `\n${'-'.repeat(72)}\n\n`}${printable(letter)}\n`);
    isFirst = false;
  }
}

/** Writes all answers in order. */
export async function writeAnswers(
  document: ExplainDocument,
  options: ExplainOptions,
  tools: SayingTools,
  io: CliIo,
): Promise<void> {
  switch (options.format) {
    case 'json':
      return writeTo(io.stdout, `${jsonText(document, 2)}\n`);
    case 'html': {
      const parts = viewed(document).map((one) => ({ ...one, recipient: one.verdict.reply.recipient }));
      return writeTo(io.stdout, formatPage(parts, tools.texts, options.isOffline));
    }
    case 'letter':
      return writeLetters(document, options, tools, io);
    default:
      return writeText(viewed(document), options, tools.texts, io);
  }
}
