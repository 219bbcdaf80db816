import { PHASES, type Phase, type TimeName } from '@/lib/incidents/types';

/** The time that a phase ends with: set when an incident goes beyond it, unset when it comes back. */
export const END_OF: Readonly<Partial<Record<Phase, TimeName>>> = {
  containment: 'contained',
  eradication: 'eradicated',
  recovery: 'recovered',
};

const rank = (phase: Phase) => PHASES.indexOf(phase);

/** Whether it leads back: that takes a reason. */
export const isStepBack = (from: Phase, to: Phase) => rank(to) < rank(from);

/** What a change of phase sets (those left behind, which were not over) and unsets (those that are entered again). */
export function endsOf(
  from: Phase,
  to: Phase,
): { readonly set: readonly TimeName[]; readonly unset: readonly TimeName[] } {
  const between = (low: Phase, high: Phase) =>
    PHASES.slice(rank(low), rank(high)).flatMap((phase) => END_OF[phase] ?? []);
  return { set: between(from, to), unset: between(to, from) };
}
