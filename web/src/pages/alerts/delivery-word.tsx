/** Whether a message went out, as a word with its colour. */
import type { Delivery } from '../../api/types.ts';
import { StateWord } from '../../components/chip.tsx';
import { t } from '../../texts/texts.ts';

const toneOfDelivery = { sent: 'good', waiting: 'unknown', 'given-up': 'bad' } as const;

export function DeliveryWord({ state }: Pick<Delivery, 'state'>) {
  return <StateWord tone={toneOfDelivery[state]}>{t(`alerts.delivery.${state}`)}</StateWord>;
}
