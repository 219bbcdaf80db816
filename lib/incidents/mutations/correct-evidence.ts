import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { incidentRef } from '@/lib/incidents/data/detail';
import { evidenceWithin } from '@/lib/incidents/data/evidence';
import type { CorrectEvidence } from '@/lib/incidents/file/schema';
import type { EvidenceWords } from '@/lib/incidents/file/types';
import { holdIncident, requirePast, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import type { EntryData } from '@/lib/incidents/types';

const WORDS = ['description', 'origin', 'collectedAt'] as const;

/** What holds now and what held before, of what differs. */
function changesOf(before: EvidenceWords, after: EvidenceWords): EntryData {
  const changed = WORDS.filter((word) => before[word] !== after[word]);
  return Object.fromEntries(
    changed.flatMap((word) => [
      [word, after[word]],
      [`${word}Before`, before[word]],
    ]),
  );
}

/**
 * Says something else of a file, for a reason; what was said before stays. After the end too: a review finds out.
 * @throws DomainError forbidden, not_found, conflict, invalid (`future`)
 */
export async function correctEvidence(ctx: Ctx, input: CorrectEvidence): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  const { id: actorId, name: actorName } = requirePerson(ctx);
  const { number, evidenceId, seen, reason, description, origin, collectedAt } = input;
  requirePast(ctx, collectedAt);
  const { id } = await incidentRef(scope, number);
  await inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    const file = (await evidenceWithin(tx, id)).find((one) => one.id === evidenceId);
    if (!file) throw new DomainError('not_found');
    if (file.corrections.length !== seen) throw new DomainError('conflict');
    const changes = changesOf(file, { description, origin, collectedAt: collectedAt?.toISOString() ?? null });
    if (Object.keys(changes).length === 0) return;
    await tx.incidentEvidenceCorrection.create({
      data: {
        ...{ evidenceId, number: seen + 1, at: ctx.now, actorId, actorName },
        ...{ reason, description, origin, collectedAt },
      },
    });
    const data = { verb: 'corrected', evidence: file.number, name: file.name, ...changes };
    await keepEntry(tx, ctx, row, { kind: 'evidence', note: reason, data });
  });
}
