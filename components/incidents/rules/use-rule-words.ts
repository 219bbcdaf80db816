'use client';

import { useTranslations } from 'next-intl';
import { severityName } from '@/lib/findings/severity';
import type { RuleFacts, RulePlaceName } from '@/lib/incident-rules/types';

/** What a rule asks for and declares, in the reader's language. */
export function useRuleWords() {
  const t = useTranslations('incidentFile.rules');
  const kinds = useTranslations('incidents.kinds');
  const levels = useTranslations('incidents.levels');
  const placeOf = (place: RulePlaceName): string => {
    if (place === null) return t('everywhere');
    if (place.name === null) return t('elsewhere');
    return place.kind === 'team' ? t('team', { name: place.name }) : place.name;
  };
  return {
    whenOf: (rule: Omit<RuleFacts, 'title' | 'kind' | 'impact' | 'urgency'>): string =>
      [
        t('severity', { severity: severityName(rule.minSeverity) }),
        placeOf(rule.place),
        ...rule.patterns,
        ...rule.techniques,
        ...rule.places.map((place) => t(`placeNames.${place}`)),
        ...(rule.minAlerts > 1 ? [t('counted', { count: rule.minAlerts, minutes: rule.withinMinutes })] : []),
      ].join(' · '),
    declaresOf: ({ kind, impact, urgency }: Pick<RuleFacts, 'kind' | 'impact' | 'urgency'>): string =>
      `${kinds(kind)} (${levels(impact)} / ${levels(urgency)})`,
  };
}
