/**
 * Amazon SES notices that come by mail through SNS: a JSON object ("notificationType" or "eventType": "Bounce",
 * "Complaint", "Delivery", "DeliveryDelay") in a text/plain body, maybe wrapped.
 */
import { parseForeignJson } from '../../../base/marks.ts';
import { parseRecipientValue, parseStatus } from '../../dsn/index.ts';
import { findReplies } from '../../smtp/index.ts';
import { squeeze } from '../diagnosis.ts';
import type { BounceLayout } from '../layout.ts';
import type { Notice } from '../notices.ts';
import type { BounceKind, RecipientReport } from '../types.ts';

const MAX_JSON = 500_000;
const MAX_RECIPIENTS = 1_000;
const KINDS: Readonly<
  Record<string, { readonly kind: BounceKind; readonly key: string; readonly list: string }>
> = {
  Bounce: { kind: 'bounce', key: 'bounce', list: 'bouncedRecipients' },
  Complaint: { kind: 'complaint', key: 'complaint', list: 'complainedRecipients' },
  Delivery: { kind: 'delivered', key: 'delivery', list: 'recipients' },
  DeliveryDelay: { kind: 'delay', key: 'deliveryDelay', list: 'delayedRecipients' },
};

/** Reads the notice; undefined when the body is no such JSON. */
export function readAmazonSns(layout: BounceLayout): Omit<Notice, 'format'> | undefined {
  const text = jsonText(layout);
  if (!text || !(text.includes('"notificationType"') || text.includes('"eventType"'))) return undefined;
  const root = parse(text);
  const event = typeof root?.Message === 'string' ? parse(root.Message) : root;
  const type = KINDS[String(event?.notificationType ?? event?.eventType)];
  const detail = type && objectOf(event?.[type.key]);
  if (!type || !detail) return undefined;
  const list = detail[type.list];
  const recipients = (Array.isArray(list) ? list : [])
    .slice(0, MAX_RECIPIENTS)
    .map((r) => toReport(r, detail, type.kind));
  return {
    kind: type.kind,
    recipients: recipients.length > 0 ? recipients : [toReport({}, detail, type.kind)],
  };
}

/** From the first '{' of the body to its last '}'; lines that the mail wrapped are joined with the space it broke at. */
function jsonText(layout: BounceLayout): string | undefined {
  const first = layout.notice.find((l) => l.text.trim() !== '');
  if (!first?.text.trimStart().startsWith('{')) return undefined;
  const lines: string[] = [];
  let size = 0;
  for (const line of [...layout.notice, ...layout.quoted]) {
    if (line.text.startsWith('--') || size > MAX_JSON) break;
    lines.push(line.text);
    size += line.text.length;
  }
  return lines.join('');
}

type Json = Readonly<Record<string, unknown>>;

function parse(text: string): Json | undefined {
  try {
    return objectOf(parseForeignJson(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)));
  } catch {
    // Truncated or edited JSON is no notice to us; the generic reader goes on with its words.
    return undefined;
  }
}

function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null ? (value as Json) : undefined;
}

function toReport(entry: unknown, detail: Json, kind: BounceKind): RecipientReport {
  const fields = objectOf(entry);
  const address = typeof entry === 'string' ? entry : stringOf(fields?.emailAddress);
  const recipient = parseRecipientValue(address ?? '');
  const words = ['bounceType', 'bounceSubType', 'delayType', 'complaintFeedbackType', 'smtpResponse']
    .flatMap((k) => stringOf(detail[k]) ?? [])
    .join(' ');
  const code = squeeze((stringOf(fields?.diagnosticCode) ?? '').replace(/^\s*(smtp|x-[a-z]{1,20});\s*/i, ''));
  const reply = findReplies(code, 3)[0];
  const status = parseStatus(stringOf(fields?.status) ?? '') ?? reply?.enhancedStatus;
  const diagnostic = code || squeeze(words) || kind;
  const action =
    kind === 'bounce'
      ? 'failed'
      : kind === 'delay'
        ? 'delayed'
        : kind === 'delivered'
          ? 'delivered'
          : undefined;
  return {
    ...(recipient && { recipient }),
    ...(action && { action }),
    ...(status && { enhancedStatus: status }),
    ...(reply?.code !== undefined && { replyCode: reply.code }),
    diagnostic,
    otherDiagnostics: words === '' || words === diagnostic ? [] : [squeeze(words)],
  };
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
