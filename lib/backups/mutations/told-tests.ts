import { inScope, scopeOf } from '@/lib/access/policy';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { endsInFuture } from '@/lib/backups/rules-restore';
import { NAME_MAX, NOTE_MAX, TEST_SECONDS_MAX } from '@/lib/backups/schema';
import type { DraftTest } from '@/lib/backups/shapes/types';
import type { Receipt } from '@/lib/backups/types';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { storable } from '@/lib/core/storable';

type Source = { readonly id: string; readonly productId: string };

/** Finds a test's service by its name, or the eldest whose plan has the asset. */
async function serviceFinder(tx: Tx, { id: sourceId, productId }: Source, drafts: readonly DraftTest[]) {
  const names = drafts.flatMap(({ service }) => (service ? [service] : []));
  const named = await tx.backupService.findMany({
    where: { productId, name: { in: names } },
    select: { id: true, name: true },
  });
  const plans = await tx.backupPlan.findMany({
    where: { sourceId, service: { productId } },
    select: { asset: true, serviceId: true },
    orderBy: { service: { createdAt: 'asc' } },
  });
  const byName = new Map(named.map(({ id, name }) => [name, id]));
  return ({ service, asset = '' }: DraftTest) =>
    service ? byName.get(service) : plans.find((plan) => plan.asset === '' || plan.asset === asset)?.serviceId;
}

/** No restore takes years. */
const isWrong = (draft: DraftTest, now: Date): boolean => draft.seconds > TEST_SECONDS_MAX || endsInFuture(draft, now);

function rowOf(ctx: Ctx, key: string, serviceId: string, draft: DraftTest) {
  return {
    serviceId,
    key,
    kind: draft.kind,
    startedAt: draft.startedAt,
    seconds: Math.max(1, Math.round(draft.seconds)),
    bytes: draft.bytes === undefined ? null : BigInt(Math.round(draft.bytes)),
    pointAsked: draft.pointAsked ?? null,
    pointReached: draft.pointReached ?? null,
    result: draft.result,
    compared: draft.compared,
    comparedNote: storable(draft.comparedNote ?? '', NOTE_MAX),
    evidence: storable(draft.evidence ?? '', NOTE_MAX),
    note: storable(draft.note ?? '', NOTE_MAX),
    byName: storable(draft.by ?? '', NAME_MAX) || ctx.actor.name,
    enteredByName: ctx.actor.name,
    enteredAt: ctx.now,
  };
}

export type KeptTests = {
  readonly kept: number;
  readonly services: readonly string[];
  readonly skipped: Receipt['skipped'];
};

/**
 * Keeps restores that a machine tells of. In the receipt is named each that it may not tell of (`not_allowed`), whose
 * service nobody knows (`no_service`), or that ends in the future (`wrong_time`).
 */
export async function keepTests(tx: Tx, ctx: Ctx, source: Source, drafts: readonly DraftTest[]): Promise<KeptTests> {
  if (drafts.length === 0) return { kept: 0, services: [], skipped: [] };
  const placeOf = ({ key }: DraftTest) => storable(key, BACKUP_LIMITS.name);
  const scope = scopeOf(ctx, 'restore-test:write');
  if (!scope || !inScope(scope, source.productId)) {
    const skipped = drafts.map((draft) => ({ place: placeOf(draft), code: 'not_allowed' }));
    return { kept: 0, services: [], skipped };
  }
  const serviceOf = await serviceFinder(tx, source, drafts);
  const skipped: { place: string; code: string }[] = [];
  const data: ReturnType<typeof rowOf>[] = [];
  for (const draft of drafts) {
    const [place, serviceId] = [placeOf(draft), serviceOf(draft)];
    if (!serviceId) skipped.push({ place, code: 'no_service' });
    else if (isWrong(draft, ctx.now)) skipped.push({ place, code: 'wrong_time' });
    else data.push(rowOf(ctx, `${source.id}/${place}`, serviceId, draft));
  }
  const select = { serviceId: true } as const;
  const kept = await tx.restoreTest.createManyAndReturn({ data, skipDuplicates: true, select });
  return { kept: kept.length, services: [...new Set(kept.map(({ serviceId }) => serviceId))], skipped };
}
