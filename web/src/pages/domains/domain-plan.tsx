/** The change plan of the last audit of one name. */
import { PlanSteps } from '../../answer/plan-steps.tsx';
import { request } from '../../api/client.ts';
import type { Answer } from '../../api/problem.ts';
import type { Subject, SubjectPlan } from '../../api/types.ts';
import { Empty, Loaded } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import type { Plan } from '../../documents/types.ts';
import { useLoad } from '../../state/load.ts';
import { withMarksShown } from '../../texts/show-marks.ts';
import { t } from '../../texts/texts.ts';

/** `undefined`: no audit has made one. */
type Kept = { readonly at: string; readonly plan: Plan } | undefined;

async function load(id: string, signal: AbortSignal): Promise<Answer<{ readonly kept: Kept }>> {
  const answer = await request<SubjectPlan>('GET', `/subjects/${id}/plan`, { signal });
  if (!answer.ok)
    return answer.problem.code === 'not-found' ? { ok: true, value: { kept: undefined } } : answer;
  const { at, plan } = answer.value;
  const words = plan['words'] as Plan | undefined;
  return { ok: true, value: { kept: words && { at, plan: words } } };
}

export function DomainPlan({ subject }: { readonly subject: Subject }) {
  const plan = useLoad((signal) => load(subject.id, signal), [subject.id, subject.lastReportId]);
  return (
    <Loaded of={plan}>
      {({ kept }) =>
        kept === undefined || kept.plan.steps.length === 0 ? (
          <Empty title={t('domains.noPlan')}>
            <p>{t(subject.lastReportId === undefined ? 'domains.planComes' : 'domains.noPlanText')}</p>
          </Empty>
        ) : (
          <>
            <PlanSteps plan={withMarksShown(kept.plan)} />
            <p class="note">
              {t('domains.planOf')} <Time at={kept.at} shows="both" />
            </p>
          </>
        )
      }
    </Loaded>
  );
}
