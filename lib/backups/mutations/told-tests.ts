import { scopeOf } from '@/lib/access/policy';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { NAME_MAX, NOTE_MAX, TEST_SECONDS_MAX } from '@/lib/backups/schema';
import type { DraftTest } from '@/lib/backups/shapes/types';
import type { Receipt } from '@/lib/backups/types';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { storable } from '@/lib/core/storable';

type Source = { readonly id: string; readonly productId: string };

/** The service by its name, or the one whose plan has the asset. */
async function serviceOf(tx: Tx, { id: sourceId, productId }: Source, { service, asset }: DraftTest) {
  const select = { id: true } as const;
  if (service) return tx.backupService.findUnique({ where: { productId_name: { productId, name: service } }, select });
  const plans = { some: { sourceId, asset: { in: [asset ?? '', ''] } } };
  return tx.backupService.findFirst({ where: { productId, plans }, select, orderBy: { createdAt: 'asc' } });
}

export type KeptTests = {
  readonly kept: number;
  readonly services: readonly string[];
  readonly skipped: Receipt['skipped'];
};

/** Keeps restores that a machine tells of; one whose service nobody knows is named in the receipt. */
export async function keepTests(tx: Tx, ctx: Ctx, source: Source, drafts: readonly DraftTest[]): Promise<KeptTests> {
  const skipped: { place: string; code: string }[] = [];
  const services: string[] = [];
  const may = scopeOf(ctx, 'restore-test:write') !== null;
  for (const draft of drafts) {
    const place = storable(draft.key, BACKUP_LIMITS.name);
    if (!may) {
      skipped.push({ place, code: 'not_allowed' });
      continue;
    }
    const service = await serviceOf(tx, source, draft);
    if (!service || draft.startedAt > ctx.now || draft.seconds > TEST_SECONDS_MAX) {
      skipped.push({ place, code: service ? 'wrong_time' : 'no_service' });
      continue;
    }
    const { count } = await tx.restoreTest.createMany({
      data: [
        {
          serviceId: service.id,
          key: `${source.id}/${place}`,
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
        },
      ],
      skipDuplicates: true,
    });
    if (count === 1) services.push(service.id);
  }
  return { kept: services.length, services, skipped };
}
