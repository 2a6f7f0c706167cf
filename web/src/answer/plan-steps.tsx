/** The change plan: each step with what stands there, what to put in its place, and its proof. */
import { Letter, Record } from '../components/copy.tsx';
import type { Plan } from '../documents/types.ts';
import { t } from '../texts/texts.ts';

export function PlanSteps({ plan }: { readonly plan: Plan }) {
  return (
    <>
      <p>{plan.headline}</p>
      <ol class="fix">
        {plan.steps.map((step, place) => (
          <li key={`${place} ${step.title}`}>
            <div>
              <strong>{step.title}</strong>
              <p>{step.text}</p>
              {step.before.length > 0 && <p class="note">{t('answer.before')}</p>}
              {step.before.map((record) => (
                <div class="rec" key={record}>
                  <code class="gone">{record}</code>
                </div>
              ))}
              {step.after.length > 0 && <p class="note">{t('answer.after')}</p>}
              {step.after.map((record) => (
                <Record key={record} text={record} />
              ))}
              {step.files.map(({ head, lines }) => (
                <div key={head}>
                  <p class="note">{head}</p>
                  {lines.length > 0 && <Record text={lines.join('\n')} />}
                </div>
              ))}
              {step.others.map((other) => (
                <Letter key={other} text={other} />
              ))}
              <p class="note">{step.proof}</p>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
