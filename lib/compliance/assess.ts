import type { Coverage } from '@/lib/compliance/framework-schema';
import { controlState, wordsIn } from '@/lib/compliance/rules';
import type { ComplianceAddress } from '@/lib/compliance/search-params';
import { CONTROL_STATES, type Control } from '@/lib/compliance/types';
import type { BackingView, ControlRow, Counts, DecisionView, Summary } from '@/lib/compliance/view-types';

type Mapped = { readonly safeguard: string; readonly coverage: Coverage };

/** The older of two instants in ISO 8601. */
const older = (a: string | null, b: string | null) => (a === null || (b !== null && b < a) ? b : a);

export const oldest = (instants: readonly (string | null)[]) => instants.reduce<string | null>(older, null);

/** A control with what is behind it. Safeguards that are not known are unknown. */
export function assess(
  control: Control,
  mapped: readonly Mapped[],
  known: ReadonlyMap<string, Omit<BackingView, 'coverage'>>,
  decision: DecisionView,
): ControlRow {
  const backings = mapped.flatMap(({ safeguard, coverage }) => {
    const found = known.get(safeguard);
    return found ? [{ ...found, coverage }] : [];
  });
  const missing = mapped.filter(({ safeguard }) => !known.has(safeguard));
  const { id, group, title, text = '' } = control;
  const proofs = backings.filter(({ state }) => state !== 'unknown').map(({ freshAt }) => freshAt);
  return {
    id,
    group,
    title,
    text,
    state: controlState([
      ...backings.map((one) => ({ ...one, excepted: one.exceptions.length > 0 })),
      ...missing.map(({ coverage }) => ({ coverage, state: 'unknown' as const, excepted: false })),
    ]),
    decision,
    backings,
    freshAt: oldest(proofs),
  };
}

const NONE: Counts = { not_met: 0, partly: 0, partly_known: 0, not_assessed: 0, excepted: 0, met: 0 };

/** A framework in a line: what does not apply is counted apart. */
export function summarise(rows: readonly ControlRow[]): Summary {
  const counted = rows.filter(({ decision }) => decision.applicable !== false);
  const known = counted.filter(
    ({ state, freshAt }) => state !== 'not_assessed' && (state !== 'excepted' || freshAt !== null),
  );
  const counts = Object.fromEntries(
    CONTROL_STATES.map((state) => [state, counted.filter((row) => row.state === state).length]),
  );
  return {
    counts: { ...NONE, ...counts },
    applicable: counted.length,
    notApplicable: rows.length - counted.length,
    withEvidence: known.length,
    oldestAt: oldest(known.map(({ freshAt }) => freshAt)),
  };
}

/** The controls that the address leaves. */
export function narrow(
  rows: readonly ControlRow[],
  { state, group, q }: Pick<ComplianceAddress, 'state' | 'group' | 'q'>,
  locale: string,
): readonly ControlRow[] {
  const wanted = (q ?? '').toLocaleLowerCase(locale);
  return rows.filter(
    (row) =>
      (state.length === 0 || (state.includes(row.state) && row.decision.applicable !== false)) &&
      (group.length === 0 || group.includes(row.group)) &&
      `${row.id} ${wordsIn(row.title, locale)}`.toLocaleLowerCase(locale).includes(wanted),
  );
}
