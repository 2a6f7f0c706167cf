/**
 * What could not be looked up, said as often as it helps: once where DNS is silent, once for a key instead of once for each of
 * its checks, once for all lists with the same trouble.
 */
import type { JsonObject } from '../base/json.ts';
import type { MessageFinding } from '../findings/message-check.ts';

/** Nobody answered at all. */
const silence: ReadonlySet<unknown> = new Set(['time-out', 'network', 'aborted', 'not-asked']);
/** Seen in the message itself, whatever DNS says: that it is signed, that its body is not the one that was signed. */
const own: ReadonlySet<string> = new Set(['auth/signed', 'dkim/signature-valid']);

/** Passes and failures stay as they are. */
export function summedUp(findings: readonly MessageFinding[]): readonly MessageFinding[] {
  const asked = findings.filter(({ check }) => !own.has(check));
  const isSilent =
    asked.length > 0 && asked.every(({ outcome }) => outcome === 'unknown') && asked.some(isSilence);
  if (isSilent && asked.every((finding) => isSilence(finding) || isOfLists(finding)))
    return [
      ...findings.filter(({ check, outcome }) => own.has(check) && outcome !== 'unknown'),
      silent(asked),
    ];
  return withoutRepeatedKeys(withListsJoined(findings));
}

const isSilence = ({ data }: MessageFinding): boolean => silence.has(data.why);
const isOfLists = ({ check }: MessageFinding): boolean => check.startsWith('listing/');

function silent(asked: readonly MessageFinding[]): MessageFinding {
  const first = asked.find(isSilence) ?? asked[0];
  const { detail, why } = first?.data ?? {};
  return {
    check: 'auth/accepted',
    message: 'not-asked',
    subject: first?.subject ?? { kind: 'message', name: '' },
    outcome: 'unknown',
    consequence: 'information',
    confidence: 0,
    data: { why: String(detail ?? why ?? '') },
    fixes: [],
    receivers: [],
  };
}

/** Of a key that could not be had, only that. */
function withoutRepeatedKeys(findings: readonly MessageFinding[]): readonly MessageFinding[] {
  const missing = new Set(
    findings
      .filter(({ check, outcome }) => check === 'dkim/key-found' && outcome === 'unknown')
      .map(({ subject }) => subject.name),
  );
  return findings.filter(
    ({ check, outcome, subject }) =>
      outcome !== 'unknown' ||
      !check.startsWith('dkim/key-') ||
      check === 'dkim/key-found' ||
      !missing.has(subject.name),
  );
}

/** Operators with the same trouble in one finding, at the place of the first. */
function withListsJoined(findings: readonly MessageFinding[]): readonly MessageFinding[] {
  const alike = Map.groupBy(findings, (finding) =>
    finding.outcome === 'unknown' && isOfLists(finding)
      ? `${finding.check} ${finding.message} ${finding.data.answer}`
      : finding,
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    return [{ ...first, data: joined(first.data, group) }];
  });
}

function joined(
  { keyUrl: _, registerUrl: __, ...data }: JsonObject,
  group: readonly MessageFinding[],
): JsonObject {
  const all = (key: string): string =>
    [...new Set(group.flatMap((one) => one.data[key] ?? []).map(String))].join(', ');
  const count = group.reduce((sum, one) => sum + Number(one.data.count ?? 1), 0);
  return { ...data, operator: all('operator'), zones: all('zones'), count };
}
