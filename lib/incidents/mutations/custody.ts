import type { Ctx } from '@/lib/core/context';
import { type Tx, unsafeDb } from '@/lib/core/db';
import type { CustodyVerb } from '@/lib/incidents/file/types';

/** Writes down who had a file in hand. */
export async function keepCustody(tx: Tx, { actor, now }: Ctx, evidenceId: string, verb: CustodyVerb, note: string) {
  const actorId = actor.kind === 'person' ? actor.id : null;
  await tx.incidentCustody.create({ data: { evidenceId, at: now, verb, actorId, actorName: actor.name, note } });
}

/** The bytes of a file, one stored piece after the other: no more than one is in memory. */
export async function* bytesOf(evidenceId: string): AsyncGenerator<Uint8Array> {
  for (let index = 0; ; index += 1) {
    const chunk = await unsafeDb().incidentEvidenceChunk.findUnique({
      where: { evidenceId_index: { evidenceId, index } },
    });
    if (!chunk) return;
    yield chunk.data;
  }
}
