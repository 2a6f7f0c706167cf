/** What is fuzzed: every reader of outside bytes, and all of `explain` down to the words on a terminal. */

import { renderVerdict } from '../../src/cli/render-text.ts';
import { styleFor } from '../../src/cli/style.ts';
import { createClassifier } from '../../src/explain/classify/index.ts';
import { explainRefusal, refusalsOf } from '../../src/explain/explain.ts';
import { readArrivals } from '../../src/explain/read-arrivals.ts';
import { formatPage } from '../../src/explain/say/html.ts';
import { formatLetter } from '../../src/explain/say/letter.ts';
import { viewVerdict } from '../../src/explain/say/view.ts';
import { decodeMessage, encodeQuery } from '../../src/gather/dns/packet.ts';
import { readAnswer } from '../../src/gather/dns/read-answer.ts';
import { classifierData, readDataFolder } from '../../src/main/data-folder.ts';
import { catalogueOf, createExplainServices } from '../../src/main/services.ts';
import { findAddresses, parseAddress, parseMailboxList } from '../../src/wire/address/index.ts';
import { parseFeedbackReport } from '../../src/wire/arf/index.ts';
import { readBounce } from '../../src/wire/bounce/index.ts';
import { decodeCharset } from '../../src/wire/charset/index.ts';
import { findDkimSignatures, parseDkimKeyRecord, parseTagList } from '../../src/wire/dkim/index.ts';
import { parseDmarcRecord } from '../../src/wire/dmarc/index.ts';
import { parseDeliveryStatus, parseRecipientValue } from '../../src/wire/dsn/index.ts';
import { readLog } from '../../src/wire/logs/index.ts';
import {
  decodeEncodedWords,
  decodeText,
  parseMessage,
  parseParameterized,
  splitMbox,
  walkParts,
} from '../../src/wire/message/index.ts';
import { readReports } from '../../src/wire/report-container/index.ts';
import { findReplies, looksLikeReply } from '../../src/wire/smtp/index.ts';
import { parseSpfRecord } from '../../src/wire/spf/index.ts';

export interface Target {
  readonly name: string;
  /** Reads the bytes; throws where it may not. */
  readonly read: (bytes: Buffer) => unknown;
  /** Takes any bytes well: also tried on the pathological families. */
  readonly envelope: 'text' | 'message' | 'packet';
  /** Largest input it is ever given by the program, in bytes; 1 MiB where nothing else is said. */
  readonly maxBytes?: number;
}

const text = (bytes: Buffer): string => bytes.toString('utf8');

/** Decodes every part and reads the reports in it by all readers, whatever its type. */
function readParts(bytes: Buffer): void {
  const message = parseMessage(bytes);
  for (const part of walkParts(message.root)) {
    if (part.children.length > 0) continue;
    const { lines } = decodeText(message, part);
    parseDeliveryStatus(lines);
    parseFeedbackReport(lines);
  }
}

const wireTargets: readonly Target[] = [
  {
    name: 'parseMessage+readBounce',
    envelope: 'message',
    read: (bytes) => readBounce(parseMessage(bytes)).returned(),
  },
  { name: 'decodeText+DSN+ARF', envelope: 'message', read: readParts },
  { name: 'readReports of mail', envelope: 'message', read: (bytes) => [...readReports(bytes)] },
  { name: 'readReports', envelope: 'text', read: (bytes) => [...readReports(bytes)] },
  {
    name: 'readReports of XML',
    envelope: 'text',
    read: (bytes) => [...readReports(Buffer.concat([Buffer.from('<feedback><record><row>'), bytes]))],
  },
  { name: 'splitMbox', envelope: 'text', read: (bytes) => [...splitMbox(bytes)] },
  { name: 'findReplies', envelope: 'text', read: (bytes) => findReplies(text(bytes)) },
  { name: 'looksLikeReply', envelope: 'text', read: (bytes) => looksLikeReply(text(bytes)) },
  { name: 'readLog', envelope: 'text', read: (bytes) => [...readLog(text(bytes))] },
  {
    name: 'decodeCharset',
    envelope: 'text',
    read: (bytes) =>
      [undefined, 'utf-8', 'iso-2022-jp', 'utf-7', 'iso-2022-kr', 'gb18030'].map((label) =>
        decodeCharset(bytes, label),
      ),
  },
  { name: 'findAddresses', envelope: 'text', read: (bytes) => findAddresses(text(bytes)) },
  { name: 'parseAddress', envelope: 'text', read: (bytes) => parseAddress(text(bytes)) },
  { name: 'parseMailboxList', envelope: 'text', read: (bytes) => parseMailboxList(text(bytes)) },
  { name: 'parseParameterized', envelope: 'text', read: (bytes) => parseParameterized(text(bytes)) },
  { name: 'decodeEncodedWords', envelope: 'text', read: (bytes) => decodeEncodedWords(text(bytes)) },
  { name: 'parseRecipientValue', envelope: 'text', read: (bytes) => parseRecipientValue(text(bytes)) },
  {
    name: 'parseSpfRecord',
    envelope: 'text',
    maxBytes: 65_535,
    read: (bytes) => parseSpfRecord(`v=spf1 ${text(bytes)}`),
  },
  {
    name: 'parseDkimKeyRecord',
    envelope: 'text',
    maxBytes: 65_535,
    read: (bytes) => parseDkimKeyRecord(text(bytes)),
  },
  { name: 'parseTagList', envelope: 'text', read: (bytes) => parseTagList(text(bytes)) },
  {
    name: 'parseDmarcRecord',
    envelope: 'text',
    maxBytes: 65_535,
    read: (bytes) => parseDmarcRecord(`v=DMARC1; ${text(bytes)}`),
  },
  { name: 'findDkimSignatures', envelope: 'message', read: (bytes) => findDkimSignatures(bytes) },
];

/** A header before chance, so that more than the first octets is read (RFC 1035 §4.1.1). */
function decodePacket(bytes: Buffer): void {
  decodeMessage(bytes);
  const query = Buffer.from(encodeQuery({ id: 1, name: 'example.org', type: 'MX' }, { hasEdns: false }));
  query.writeUInt16BE(0x8180, 2);
  query.writeUInt16BE(Math.max(1, Math.floor(bytes.length / 12)) & 0xffff, 6);
  const decoded = decodeMessage(Buffer.concat([query, bytes]).subarray(0, 65_535));
  if (decoded.ok) readAnswer(decoded.value, 'example.org', 'MX');
}

/** Control characters other than line ends, and C1: a stranger's mail may not steer the terminal. */
function findControl(shown: string): string | undefined {
  for (const char of shown) {
    const code = char.charCodeAt(0);
    if ((code < 0x20 && char !== '\n') || (code >= 0x7f && code <= 0x9f)) return `\\x${code.toString(16)}`;
  }
  return undefined;
}

/** Everything explain does without asking, in all its forms. */
function explainTargets(): readonly Target[] {
  const data = readDataFolder('data');
  const services = createExplainServices(data);
  const classifier = createClassifier(classifierData(data));
  const catalogues = [catalogueOf(data, 'en'), catalogueOf(data, 'de')];
  const style = styleFor({}, {}, false);
  const explainAll = async (bytes: Buffer): Promise<void> => {
    let left = 20;
    for (const arrival of readArrivals(bytes)) {
      if (!arrival.ok) continue;
      for (const refusal of refusalsOf(arrival.value)) {
        if (left-- <= 0) return;
        const verdict = await explainRefusal(arrival.value, refusal, services);
        JSON.stringify(verdict);
        for (const texts of catalogues) {
          const view = viewVerdict(
            verdict,
            texts,
            services.providers.get(verdict.classification.provider ?? ''),
          );
          const shown = renderVerdict(view, verdict.reply.recipient, texts, { style, isVerbose: true });
          const control = findControl(shown);
          if (control !== undefined) throw new Error(`the terminal gets ${control}`);
          const page = formatPage([{ view, recipient: verdict.reply.recipient }], texts);
          if (page.includes('<script')) throw new Error('the page gets a <script>');
          formatLetter(verdict, view, texts, false);
        }
      }
    }
  };
  return [
    {
      name: 'classify',
      envelope: 'text',
      read: (bytes) => classifier.classify({ text: text(bytes), replyCode: 550 }),
    },
    { name: 'readArrivals', envelope: 'text', read: (bytes) => [...readArrivals(bytes)].length },
    { name: 'explain', envelope: 'message', read: explainAll },
  ];
}

/** All targets; opening them reads the data. */
export function openTargets(): readonly Target[] {
  const packets: Target = { name: 'decodeMessage', envelope: 'packet', maxBytes: 65_535, read: decodePacket };
  return [...wireTargets, packets, ...explainTargets()];
}
