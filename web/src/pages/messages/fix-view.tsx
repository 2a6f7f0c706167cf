/** What the safe fixes would change, line by line, and the message with them made. */
import type { MessageFinding } from '../../documents/types.ts';
import { showMarks } from '../../texts/show-marks.ts';
import { t } from '../../texts/texts.ts';
import { applyEdits, diffOf, safeEdits } from './fix-diff.ts';

const signs = { same: ' ', gone: '−', new: '+' } as const;

export function FixView({
  bytes,
  findings,
  name,
}: {
  readonly bytes: Uint8Array;
  readonly findings: readonly MessageFinding[];
  readonly name: string;
}) {
  const edits = safeEdits(findings);
  if (edits.length === 0) return null;
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([applyEdits(bytes, edits)], { type: 'message/rfc822' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <section>
      <h2>{t('messages.fix', { count: edits.length })}</h2>
      <p class="note">{t('messages.fixText')}</p>
      {diffOf(bytes, edits).map((block) => (
        <div class="diff" key={block.line}>
          <p class="note">{t('messages.line', { line: block.line })}</p>
          <pre>
            {block.lines.map((line, place) => (
              <span key={`${place} ${line.kind}`} class={line.kind}>
                <span aria-hidden="true">{signs[line.kind]} </span>
                {line.kind !== 'same' && <span class="unseen">{t(`messages.${line.kind}`)} </span>}
                {showMarks(line.text)}
                {'\n'}
              </span>
            ))}
          </pre>
        </div>
      ))}
      <button type="button" onClick={save}>
        {t('messages.saveFixed')}
      </button>
    </section>
  );
}
