/** The message as it is sent, with the places of its findings marked; the one that is pointed at comes into view. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { language, t } from '../../texts/texts.ts';
import { formatBytes } from '../../time/format.ts';
import { type PlacedFinding, sourceWindow } from './source-pieces.ts';

export function MessageSource({
  bytes,
  findings,
  at,
}: {
  readonly bytes: Uint8Array;
  readonly findings: readonly PlacedFinding[];
  /** The finding that is pointed at. */
  readonly at: number | undefined;
}) {
  const box = useRef<HTMLElement>(null);
  const around = findings.find(({ index }) => index === at)?.start ?? 0;
  const { pieces, before, behind } = useMemo(
    () => sourceWindow(bytes, findings, around),
    [bytes, findings, around],
  );
  useEffect(() => {
    const mark = box.current?.querySelector('mark.at');
    const frame = box.current;
    if (frame === null || !(mark instanceof HTMLElement)) return;
    // Only the frame scrolls: the page stays where the pointer is.
    frame.scrollTop = mark.offsetTop - frame.offsetTop - frame.clientHeight / 3;
  }, [at, pieces]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard.
    <section class="source" ref={box} tabIndex={0} aria-label={t('messages.source')}>
      {before > 0 && <LeftOut octets={before} />}
      <pre>
        {pieces.map((piece, place) =>
          piece.findings.length === 0 ? (
            piece.text
          ) : (
            <mark key={`${place} m`} class={at !== undefined && piece.findings.includes(at) ? 'at' : ''}>
              {piece.text}
            </mark>
          ),
        )}
      </pre>
      {behind > 0 && <LeftOut octets={behind} />}
    </section>
  );
}

function LeftOut({ octets }: { readonly octets: number }) {
  return <p class="note">{t('messages.leftOut', { size: formatBytes(octets, language()) })}</p>;
}
