import { PHASES, type Phase } from '@/lib/incidents/types';
import type { IncidentDetail } from '@/lib/incidents/view-types';

/** When each phase was entered last; one that was gone over, or left again by a step back, has no moment. */
export function enteredAt({
  phase: now,
  phases,
  declaredAt,
}: Pick<IncidentDetail, 'phase' | 'phases' | 'declaredAt'>): Readonly<Partial<Record<Phase, string>>> {
  const entered: Partial<Record<Phase, string>> = {};
  const upTo = PHASES.indexOf(now);
  for (const phase of PHASES.slice(0, upTo + 1)) {
    // The log's newest line comes first.
    const at = phases.find(({ to }) => to === phase)?.at ?? (phase === 'detection' ? declaredAt : undefined);
    if (at !== undefined) entered[phase] = at;
  }
  return entered;
}
