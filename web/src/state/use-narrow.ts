/** Whether the screen is too narrow for a grid: where styles alone cannot make one thing of the other. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const QUERY = '(max-width: 680px)';

export function useNarrow(): boolean {
  const isNarrow = useSignal(matchMedia(QUERY).matches);
  useEffect(() => {
    const media = matchMedia(QUERY);
    const hear = (): void => {
      isNarrow.value = media.matches;
    };
    media.addEventListener('change', hear);
    return () => media.removeEventListener('change', hear);
  }, []);
  return isNarrow.value;
}
