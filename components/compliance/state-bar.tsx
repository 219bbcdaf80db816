import { useTranslations } from 'next-intl';
import { STATE_LOOKS } from '@/components/compliance/state-badge';
import { CONTROL_STATES, type ControlState } from '@/lib/compliance/types';
import type { Counts } from '@/lib/compliance/view-types';

const FILL: Readonly<Record<ControlState, string>> = {
  met: 'bg-met',
  partly: 'bg-partly',
  partly_known: 'bg-partly/50',
  not_met: 'bg-missed',
  not_assessed: 'bg-unknown/40',
  excepted: 'bg-accent/60',
};
const ORDER = [
  'met',
  'partly',
  'partly_known',
  'excepted',
  'not_met',
  'not_assessed',
] as const satisfies readonly ControlState[];

/** How many controls are in each state: a bar, and the same numbers in words. */
export function StateBar({ counts }: { readonly counts: Counts }) {
  const t = useTranslations('compliance.states');
  const all = CONTROL_STATES.reduce((sum, state) => sum + counts[state], 0);
  const shown = ORDER.filter((state) => counts[state] > 0);
  return (
    <div className="min-w-40">
      <div aria-hidden className="flex h-2 overflow-hidden rounded bg-hover">
        {shown.map((state) => (
          <span key={state} className={FILL[state]} style={{ width: `${(counts[state] / Math.max(all, 1)) * 100}%` }} />
        ))}
      </div>
      <ul className="mt-1 flex flex-wrap gap-x-3 text-muted text-xs tabular-nums">
        {shown.map((state) => (
          <li key={state}>
            <span aria-hidden>{STATE_LOOKS[state].mark}</span> {counts[state]} {t(state)}
          </li>
        ))}
      </ul>
    </div>
  );
}
