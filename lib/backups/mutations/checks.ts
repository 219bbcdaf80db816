import { createHash } from 'node:crypto';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { isAhead } from '@/lib/backups/rules-span';
import type { Arrival, DraftCheck } from '@/lib/backups/shapes/types';
import type { Receipt } from '@/lib/backups/types';
import type { Prisma, Tx } from '@/lib/core/db';
import { storable } from '@/lib/core/storable';

const HOUR_MS = 3_600_000;

/** A text without a time of its own, sent again within the hour and read alike, is the same check; next week's is another. */
function keyOf(check: DraftCheck, at: Date, text: string): string {
  if (check.key !== '') return storable(check.key, BACKUP_LIMITS.name);
  const hash = createHash('sha256')
    .update([check.asset, check.repository ?? '', check.method, check.result, text].join('\n'))
    .digest('hex');
  return `${hash.slice(0, 32)}/${Math.floor(at.getTime() / HOUR_MS)}`;
}

type KeptChecks = {
  /** Those that are new. */
  readonly kept: Prisma.BackupCheckGetPayload<object>[];
  /** Those whose clock is wrong, as a receipt names them. */
  readonly wrong: Receipt['wrongClocks'];
};

/**
 * Keeps what a document says of checks. One whose time lies ahead of ours by more than the tolerance would clear damage that is
 * yet to come: it proves nothing and is named. Damage that it found counts all the same, from when it came.
 */
export async function keepChecks(
  tx: Tx,
  sourceId: string,
  drafts: readonly DraftCheck[],
  { arrival, text }: { readonly arrival: Arrival; readonly text: string },
): Promise<KeptChecks> {
  const { receivedAt } = arrival;
  const saidOf = (check: DraftCheck) => check.at ?? arrival.madeAt ?? receivedAt;
  const wrong = drafts.filter((check) => isAhead(saidOf(check), receivedAt));
  const believed = drafts.filter((check) => check.result === 'damaged' || !wrong.includes(check));
  const data = believed.map((check) => {
    const said = saidOf(check);
    const at = new Date(Math.min(said.getTime(), receivedAt.getTime()));
    return {
      sourceId,
      key: keyOf(check, at, text),
      asset: storable(check.asset, BACKUP_LIMITS.name),
      repository: storable(check.repository ?? '', BACKUP_LIMITS.name),
      at,
      method: check.method,
      result: check.result,
      note: storable(check.note, BACKUP_LIMITS.note),
      receivedAt,
    };
  });
  return {
    kept: await tx.backupCheck.createManyAndReturn({ data, skipDuplicates: true }),
    wrong: wrong.map((check) => ({
      asset: storable(check.asset, BACKUP_LIMITS.name),
      key: keyOf(check, receivedAt, text),
      clock: 'future',
      ahead: Math.round((saidOf(check).getTime() - receivedAt.getTime()) / 1000),
    })),
  };
}
