'use client';

import { useTranslations } from 'next-intl';
import { AGE_NAMES, ANSWERS, SLA_STATES } from '@/lib/findings/search-params';
import { SEVERITIES } from '@/lib/findings/severity';
import { SSVC_DECISIONS } from '@/lib/findings/ssvc-decisions';
import { type FacetName, FINDING_KINDS, FINDING_STATUSES } from '@/lib/findings/types';

type Value = { readonly value: string; readonly label: string | null };

function member<T extends string>(values: readonly T[], value: string): T | undefined {
  return values.find((one) => one === value);
}

/** What a filter's value is called: translated where the set is closed, else the name that came with it. */
export function useFacetLabel(): (facet: FacetName, value: Value) => string {
  const t = useTranslations('findings');
  const decisions = useTranslations('risk.ssvc.decisions');
  const translated = (facet: FacetName, value: string): string | undefined => {
    const status = facet === 'status' && member(FINDING_STATUSES, value);
    if (status) return t(`status.${status}`);
    const severity = facet === 'severity' && member(SEVERITIES, value);
    if (severity) return t(`severity.${severity}`);
    const kind = facet === 'kind' && member(FINDING_KINDS, value);
    if (kind) return t(`kind.${kind}`);
    const age = facet === 'age' && member(AGE_NAMES, value);
    if (age) return t(`age.${age}`);
    const sla = facet === 'sla' && member(SLA_STATES, value);
    if (sla) return t(`sla.${sla}`);
    const answer = (facet === 'kev' || facet === 'fix') && member(ANSWERS, value);
    if (answer) return t(`answers.${answer}`);
    const decision = facet === 'ssvc' && member(SSVC_DECISIONS, value);
    if (decision) return decisions(decision);
    if (facet === 'assignee' && value === 'none') return t('filters.nobody');
    return facet === 'assignee' && value === 'me' ? t('filters.me') : undefined;
  };
  return (facet, { value, label }) => translated(facet, value) ?? label ?? value;
}
