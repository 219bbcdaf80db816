import { useTranslations } from 'next-intl';
import { useRefusalText } from '@/components/incidents/use-incident-verb';
import type { Refusal } from '@/components/layout/refusal';

const ISSUES = ['too_many_mentions', 'mention_out_of_reach', 'not_correctable', 'next_due'] as const;

/** Why something was not kept; null: no answer came. */
export function useRoomRefusal(): (refusal: Refusal | null) => string {
  const t = useTranslations('incidentRoom.issues');
  const refusalText = useRefusalText();
  return (refusal) => {
    if (!refusal) return t('unreachable');
    const known = ISSUES.find((one) => one === refusal.details.issue);
    return known ? t(known) : refusalText(refusal);
  };
}
