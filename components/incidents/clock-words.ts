import { useTranslations } from 'next-intl';
import { stretchOf } from '@/lib/incidents/clock-view';
import { STOP_REASONS } from '@/lib/incidents/clocks';

const OWN = ['reaction', 'update', 'review'] as const;

/** Clocks in words: what they are about, how long, why they stand. */
export function useClockWords() {
  const t = useTranslations('incidents');
  return {
    nameOf: (kind: string) => t(`clocks.${OWN.find((one) => one === kind) ?? 'duty'}`),
    /** The two largest units; the sign is said elsewhere. */
    timeOf: (ms: number) => {
      const stretch = stretchOf(ms);
      return t(`duration.${stretch.unit}`, stretch);
    },
    reasonOf: (reason: string | null) => {
      const known = STOP_REASONS.find((one) => one === reason);
      return known ? t(`clock.reasons.${known}`) : '';
    },
  };
}
