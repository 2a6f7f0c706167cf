/** The change plan of the last audit of one name. */
import { InItsLanguage } from '../../answer/in-its-language.tsx';
import { PlanSteps } from '../../answer/plan-steps.tsx';
import { call } from '../../api/call.ts';
import type { Answer } from '../../api/problem.ts';
import type { Subject } from '../../api/types.ts';
import { Empty, Loaded } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import type { Plan } from '../../documents/types.ts';
import { useLoad } from '../../state/load.ts';
import { withMarksShown } from '../../texts/show-marks.ts';
import { language, t } from '../../texts/texts.ts';

/** `undefined`: no audit has made one. */
type Kept = { readonly at: string; readonly plan: Plan; readonly language: string | undefined } | undefined;

async function load(id: string, signal: AbortSignal): Promise<Answer<{ readonly kept: Kept }>> {
  const answer = await call('GET /subjects/{id}/plan', {
    params: { id },
    query: { language: language() },
    signal,
  });
  if (!answer.ok)
    return answer.problem.code === 'not-found' ? { ok: true, value: { kept: undefined } } : answer;
  const { at, plan, language: its } = answer.value;
  const words = plan['words'] as Plan | undefined;
  return { ok: true, value: { kept: words && { at, plan: words, language: its } } };
}

export function DomainPlan({ subject }: { readonly subject: Subject }) {
  const plan = useLoad((signal) => load(subject.id, signal), [subject.id, subject.lastReportId, language()]);
  return (
    <Loaded of={plan}>
      {({ kept }) =>
        kept === undefined || kept.plan.steps.length === 0 ? (
          <Empty title={t('domains.noPlan')}>
            <p>{t(subject.lastReportId === undefined ? 'domains.planComes' : 'domains.noPlanText')}</p>
          </Empty>
        ) : (
          <>
            <InItsLanguage language={kept.language} isOnly>
              <PlanSteps plan={withMarksShown(kept.plan)} />
            </InItsLanguage>
            <p class="note">
              {t('domains.planOf')} <Time at={kept.at} shows="both" />
            </p>
          </>
        )
      }
    </Loaded>
  );
}
