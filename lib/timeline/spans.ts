import { PHASES, type Phase } from '@/lib/incidents/types';
import type { PhaseSpan } from '@/lib/timeline/types';

/** A line of the log that moves it: `phase`, `closed`, `reopened`. */
export type PhaseLine = { readonly kind: string; readonly at: string; readonly to: string | null };

const phaseIn = (word: string | null): Phase | null => PHASES.find((one) => one === word) ?? null;

/** When an incident was in which phase, oldest first; what is closed is in none. `since`: when it was detected. */
export function phaseSpans(since: string, lines: readonly PhaseLine[]): readonly PhaseSpan[] {
  const spans: PhaseSpan[] = [];
  let open: { phase: Phase; from: string } | null = { phase: 'detection', from: since };
  let last: Phase = 'detection';
  for (const { kind, at, to } of lines) {
    const next: Phase | null = kind === 'closed' ? null : kind === 'reopened' ? last : phaseIn(to);
    if (kind !== 'closed' && next === null) continue;
    // Nothing is kept of a phase that was left in the moment in which it began.
    if (open && open.from < at) spans.push({ ...open, to: at });
    open = next === null ? null : { phase: next, from: open && open.from >= at ? open.from : at };
    last = next ?? last;
  }
  return open ? [...spans, { ...open, to: null }] : spans;
}
