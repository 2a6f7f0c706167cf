/** Variants of a message beside each other: what each looks like, and which findings not all of them have. */
import './messages.css';
import { toneOfClass } from '../../answer/marks.ts';
import { findingWords, nameOfMessage } from '../../answer/message-words.ts';
import { call } from '../../api/call.ts';
import type { Answer } from '../../api/problem.ts';
import type { Report } from '../../api/shapes.ts';
import { StateWord } from '../../components/chip.tsx';
import { Page } from '../../components/page.tsx';
import { Said } from '../../components/said.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { type Column, DataTable } from '../../components/table.tsx';
import { readDocument } from '../../documents/read.ts';
import type { MessageFindingWords } from '../../documents/types.ts';
import { query } from '../../router/router.ts';
import { useLoad } from '../../state/load.ts';
import { langOf, language, t } from '../../texts/texts.ts';
import { MessageFrame } from './message-frame.tsx';
import { compareVariants, type Difference } from './variants.ts';

const MAX_VARIANTS = 6;

interface Variant {
  readonly report: Report;
  readonly headline: string;
  /** Its subject, or what the file is called. */
  readonly name: string;
  readonly failed: readonly MessageFindingWords[];
}

async function loadAll(ids: readonly string[], signal: AbortSignal): Promise<Answer<readonly Variant[]>> {
  const answers = await Promise.all(
    ids.map((id) => call('GET /reports/{id}', { params: { id }, query: { language: language() }, signal })),
  );
  const variants: Variant[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    const shown = readDocument(answer.value.document);
    const [document] = shown.kind === 'check' ? shown.documents : [];
    if (document === undefined) continue;
    const { headline, failed } = findingWords(document);
    variants.push({ report: answer.value, headline, failed, name: nameOfMessage(document) });
  }
  return { ok: true, value: variants };
}

export function VariantsPage() {
  const ids = (query.value.get('ids') ?? '')
    .split(',')
    .filter((id) => id !== '')
    .slice(0, MAX_VARIANTS);
  const variants = useLoad((signal) => loadAll(ids, signal), [ids.join(','), language()]);
  return (
    <Page title={t('messages.variants')} width="wide">
      <Loaded of={variants} loading={t('report.loading')}>
        {(all) => (all.length < 2 ? <TooFew /> : <SideBySide variants={all} />)}
      </Loaded>
    </Page>
  );
}

function TooFew() {
  return (
    <Empty title={t('messages.tooFew')}>
      <a href="/messages">{t('messages.title')}</a>
    </Empty>
  );
}

function SideBySide({ variants }: { readonly variants: readonly Variant[] }) {
  const { differences, shared } = compareVariants(variants.map(({ failed }) => failed));
  const columns: readonly Column<Difference>[] = [
    {
      id: 'finding',
      title: t('messages.finding'),
      isHead: true,
      cell: ({ finding, has }) => (
        <div lang={langOf(variants[has.indexOf(true)]?.report.language)}>
          <StateWord tone={toneOfClass(finding.consequence, finding.mark)}>{finding.word}</StateWord>{' '}
          {finding.label}
          <div class="note">{finding.detail}</div>
        </div>
      ),
    },
    ...variants.map(({ report }, place) => ({
      id: report.id,
      title: t('messages.variantNumber', { number: place + 1 }),
      cell: ({ has }: Difference) => (
        <StateWord tone={has[place] === true ? 'bad' : 'good'}>
          {t(has[place] === true ? 'messages.has' : 'messages.hasNot')}
        </StateWord>
      ),
    })),
  ];
  return (
    <>
      <h2>{t('messages.differences')}</h2>
      {differences.length === 0 ? (
        <p>{t('messages.same')}</p>
      ) : (
        <DataTable
          caption={t('messages.differences')}
          columns={columns}
          rows={differences}
          keyOf={({ key }) => key}
        />
      )}
      <p class="note">{t('messages.shared', { count: shared })}</p>
      <div class="variants">
        {variants.map(({ report, headline, failed, name }, place) => (
          <section key={report.id}>
            <h2>{t('messages.variantNumber', { number: place + 1 })}</h2>
            <p>
              <a href={`/messages/${report.id}`}>{name}</a>
            </p>
            <p class="note">
              <Said text={headline} language={report.language} /> ·{' '}
              {t('messages.failures', { count: failed.length })}
            </p>
            {report.hasInput && <MessageFrame reportId={report.id} />}
          </section>
        ))}
      </div>
    </>
  );
}
