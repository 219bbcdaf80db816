import { useTranslations } from 'next-intl';
import { dutyName } from '@/components/incidents/duty-name';
import { stretchOf } from '@/lib/incidents/clock-view';
import { STOP_REASONS } from '@/lib/incidents/clocks';

const OWN = ['reaction', 'update', 'review', 'meeting'] as const;

/** Clocks in words: what they are about, how long, why they stand. */
export function useClockWords() {
  const t = useTranslations('incidents');
  const room = useTranslations('incidentRoom');
  return {
    /** Those of the law by its name and what is to be done: `NIS2 Art. 23, early warning`. */
    nameOf: (kind: string) => {
      const own = OWN.find((one) => one === kind);
      return own ? t(`clocks.${own}`) : dutyName({ t: room }, kind);
    },
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
