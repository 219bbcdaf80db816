import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { editionFor, factsOf } from '@/lib/duties/data/known';
import { again } from '@/lib/duties/mutations/held';
import { settleDuties } from '@/lib/duties/mutations/settle';
import { REGIMES } from '@/lib/duties/regimes';
import type { Decide } from '@/lib/duties/schema';
import { correctHeld } from '@/lib/incidents/mutations/correct';
import { holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/**
 * Says whether a regime applies to an incident, and why. Yes starts its clocks, which run from the moment of knowledge: who
 * says yes says that too where it is not known. A decision can be changed; each one stays in the log.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: aware_required, not_law_yet, same, future, order)
 */
export async function decideDuty(ctx: Ctx, input: Decide): Promise<void> {
  const { id, regime: regimeId, version, applies, reason, trustService, awareAt } = input;
  const scope = requirePermission(ctx, 'duty:decide');
  const actor = requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    let row = await holdIncident(tx, scope, id);
    if (awareAt !== null && row.awareAt === null) {
      await correctHeld(tx, ctx, row, { time: 'aware', at: awareAt, reason });
      row = await again(tx, row);
    }
    if (applies === 'yes' && row.awareAt === null) throw new DomainError('invalid', { issue: 'aware_required' });
    const where = { incidentId_regime: { incidentId: id, regime: regimeId } };
    const known = await tx.incidentDuty.findUnique({ where });
    if ((known?.version ?? 0) !== version) throw new DomainError('conflict');
    if (known?.applies === applies && known.reason === reason && known.trustService === trustService)
      throw new DomainError('invalid', { issue: 'same' });
    const regime = REGIMES.find((one) => one.id === regimeId);
    const edition = regime && editionFor(regime, factsOf(row, null));
    if (!edition) throw new DomainError('invalid', { issue: 'not_law_yet' });
    const decision = { applies, reason, trustService, decidedAt: ctx.now, decidedBy: actor.name };
    await tx.incidentDuty.upsert({
      where,
      create: { incidentId: id, regime: regimeId, edition: edition.validFrom, proposedBy: [], ...decision },
      update: { ...decision, version: { increment: 1 } },
    });
    const data = { verb: 'decided', regime: regimeId, applies, previous: known?.applies ?? 'undecided', trustService };
    await keepEntry(tx, ctx, row, { kind: 'duty', note: reason, data });
    await settleDuties(tx, ctx, row);
  });
}
