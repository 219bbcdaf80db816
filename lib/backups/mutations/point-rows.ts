import { z } from 'zod';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import type { Fields, Merged } from '@/lib/backups/rules-merge';
import type { DraftPoint } from '@/lib/backups/shapes/types';
import type { Prisma, Tx } from '@/lib/core/db';
import { storable } from '@/lib/core/storable';

export type StoredPoint = Prisma.BackupPointGetPayload<object>;

const KEYS_AT_ONCE = 1_000;

export const amount = (value: number | undefined): bigint | null =>
  value === undefined ? null : BigInt(Math.round(value));
export const name = (said: string | undefined): string => storable(said ?? '', BACKUP_LIMITS.name);

/** A list of needs that is too long is cut where no copy stands, so that it is never read without what was cut off. */
function needsOf({ needs = [] }: DraftPoint): string[] {
  const kept = needs.slice(0, BACKUP_LIMITS.needs).map(name);
  return needs.length > kept.length ? [...kept, ''] : kept;
}

export function fieldsOf(draft: DraftPoint): Fields {
  return {
    ...{ at: draft.at, startedAt: draft.startedAt ?? null, endedAt: draft.endedAt ?? null },
    ...{ asset: name(draft.asset), repository: name(draft.repository), kind: draft.kind, status: draft.status },
    ...{ bytes: amount(draft.bytes), addedBytes: amount(draft.addedBytes), encryption: name(draft.encryption) },
    ...{ location: name(draft.location), region: name(draft.region) },
    ...{ expiresAt: draft.expiresAt ?? null, immutableUntil: draft.immutableUntil ?? null },
    ...{ needs: needsOf(draft), damaged: draft.damaged ?? false },
    note: storable(draft.note ?? '', BACKUP_LIMITS.note),
  };
}

const saidBefore = z.record(z.string(), z.string()).catch({});

export function mergedOf(row: StoredPoint): Merged {
  return { ...row, saidBefore: saidBefore.parse(row.saidBefore) };
}

/** Copies of the source by their keys. */
export async function pointsByKey(
  tx: Tx,
  sourceId: string,
  keys: readonly string[],
): Promise<Map<string, StoredPoint>> {
  const found = new Map<string, StoredPoint>();
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    const key = { in: keys.slice(start, start + KEYS_AT_ONCE) };
    for (const row of await tx.backupPoint.findMany({ where: { sourceId, key } })) found.set(row.key, row);
  }
  return found;
}

/** Writes copies that are known already, all in one go. */
export async function writePoints(tx: Tx, points: readonly (Merged & { readonly id: string })[]): Promise<void> {
  if (points.length === 0) return;
  const rows = points.map(({ bytes, addedBytes, ...rest }) => ({
    ...rest,
    bytes: bytes?.toString() ?? null,
    addedBytes: addedBytes?.toString() ?? null,
  }));
  await tx.$executeRaw`
    UPDATE backup_point p SET asset = v.asset, repository = v.repository, kind = v.kind, status = v.status, at = v.at,
      started_at = v."startedAt", ended_at = v."endedAt", bytes = v.bytes, added_bytes = v."addedBytes",
      encryption = v.encryption, location = v.location, region = v.region, expires_at = v."expiresAt",
      immutable_until = v."immutableUntil", needs = v.needs, damaged = v.damaged, note = v.note, clock = v.clock,
      said_at = v."saidAt", said_before = v."saidBefore", listed_at = v."listedAt", gone_at = v."goneAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v (id uuid, asset text, repository text, kind text,
      status text, at timestamptz, "startedAt" timestamptz, "endedAt" timestamptz, bytes bigint, "addedBytes" bigint,
      encryption text, location text, region text, "expiresAt" timestamptz, "immutableUntil" timestamptz, needs text[],
      damaged boolean, note text, clock text, "saidAt" timestamptz, "saidBefore" jsonb, "listedAt" timestamptz,
      "goneAt" timestamptz)
    WHERE p.id = v.id`;
}
