import type { Tx } from '@/lib/core/db';

/** Changes of one person's grants and sessions wait for one another, instead of meeting half-way in a deadlock. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
}
