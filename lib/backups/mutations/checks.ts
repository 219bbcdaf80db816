import { createHash } from 'node:crypto';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import type { Arrival, DraftCheck } from '@/lib/backups/shapes/types';
import type { Prisma, Tx } from '@/lib/core/db';
import { storable } from '@/lib/core/storable';

const HOUR_MS = 3_600_000;

/** A text without a time of its own, sent again within the hour, is the same check; next week's is another. */
function keyOf(check: DraftCheck, at: Date, text: string): string {
  if (check.key !== '') return storable(check.key, BACKUP_LIMITS.name);
  const hash = createHash('sha256')
    .update(`${check.asset}\n${check.repository ?? ''}\n${text}`)
    .digest('hex');
  return `${hash.slice(0, 32)}/${Math.floor(at.getTime() / HOUR_MS)}`;
}

/** Keeps what a document says of checks. @returns those that are new */
export async function keepChecks(
  tx: Tx,
  sourceId: string,
  drafts: readonly DraftCheck[],
  { arrival, text }: { readonly arrival: Arrival; readonly text: string },
): Promise<Prisma.BackupCheckGetPayload<object>[]> {
  const { receivedAt } = arrival;
  const data = drafts.map((check) => {
    const said = check.at ?? arrival.madeAt ?? receivedAt;
    // A check of the future would clear damage that is yet to come: what came now was made now at the latest.
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
  return tx.backupCheck.createManyAndReturn({ data, skipDuplicates: true });
}
