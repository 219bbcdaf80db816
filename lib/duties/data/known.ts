import type { Edition, Regime } from '@/lib/duties/regime';
import { editionAt, editionOf, REGIMES } from '@/lib/duties/regimes';
import type { IncidentFacts, StageFacts } from '@/lib/duties/rules';
import { APPLIES, type Applies, type SwitchedOff } from '@/lib/duties/types';
import type { Incident, Prisma } from '@/prisma/generated/client';

export const dutyInclude = {
  asks: { orderBy: [{ askedAt: 'asc' }, { id: 'asc' }] },
  reports: { orderBy: { number: 'asc' } },
} as const satisfies Prisma.IncidentDutyInclude;
export type StoredDuty = Prisma.IncidentDutyGetPayload<{ include: typeof dutyInclude }>;

/** What the database holds as a text. Anything else than a decision is none. */
export const appliesOf = (value: string): Applies => APPLIES.find((one) => one === value) ?? 'undecided';

type Known = Pick<Incident, 'kind' | 'priority' | 'declaredAt' | 'awareAt' | 'recoveredAt' | 'closedAt'>;

/** What duties are judged by. Handling ends when service is back, or with the incident. */
export function factsOf(row: Known, dataClass: string | null): IncidentFacts {
  const { kind, priority, declaredAt, awareAt } = row;
  return { kind, priority, dataClass, declaredAt, awareAt, handledAt: row.recoveredAt ?? row.closedAt };
}

/** The regime's version for an incident: in force when it became known, until that is said when it was declared. */
export function editionFor(regime: Regime, { awareAt, declaredAt }: IncidentFacts): Edition | null {
  return editionAt(regime, awareAt ?? declaredAt);
}

/** What a duty's stages start from. */
export function stageFactsOf(duty: StoredDuty | null, facts: IncidentFacts): StageFacts {
  const sent = new Map<string, Date>();
  for (const { stage, number, sentAt } of duty?.reports ?? []) if (number === 1) sent.set(stage, sentAt);
  const requests = new Map<string, { askedAt: Date; dueAt: Date | null }>();
  for (const { stage, askedAt, dueAt, answeredAt } of duty?.asks ?? [])
    if (answeredAt === null && !requests.has(stage)) requests.set(stage, { askedAt, dueAt });
  return { facts, trustService: duty?.trustService ?? false, sent, requests };
}

export type KnownDuty = {
  readonly regime: Regime;
  readonly edition: Edition;
  readonly duty: StoredDuty | null;
  /** Not asked about in this organisation; null where it is, or where the incident has it already. */
  readonly off: SwitchedOff | null;
};

/**
 * All regimes of an incident, each with its row where there is one: that one says which version it is.
 * @param off those that were switched off when the incident was declared
 */
export function knownDuties(
  rows: readonly StoredDuty[],
  facts: IncidentFacts,
  off: ReadonlyMap<string, SwitchedOff>,
): KnownDuty[] {
  return REGIMES.flatMap((regime) => {
    const duty = rows.find((one) => one.regime === regime.id) ?? null;
    const edition = (duty && editionOf(duty.regime, duty.edition)?.edition) ?? editionFor(regime, facts);
    return edition ? [{ regime, edition, duty, off: duty ? null : (off.get(regime.id) ?? null) }] : [];
  });
}
