import type { Scope } from '@/lib/access/policy';
import type { Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { MENTIONS_MAX, mentionedIds } from '@/lib/findings/mentions';
import { readersOf } from '@/lib/incidents/data/people';

/** The number of the line that a browser wrote under this key before: it sends again what it got no answer to. */
export async function saidBefore(tx: Tx, incidentId: string, actorId: string, key: string): Promise<number | null> {
  const line = await tx.incidentEntry.findFirst({
    where: { incidentId, actorId, data: { path: ['key'], equals: key } },
    select: { seq: true },
  });
  return line?.seq ?? null;
}

/**
 * Ids of the people whom a text mentions.
 * @throws DomainError invalid (`issue`: too_many_mentions; mention_out_of_reach where one of them may not read it)
 */
export async function requireMentionable(scope: Scope, productId: string, text: string): Promise<readonly string[]> {
  const ids = mentionedIds(text);
  if (ids.length > MENTIONS_MAX) throw new DomainError('invalid', { issue: 'too_many_mentions' });
  if (ids.length === 0) return ids;
  const readers = new Set((await readersOf(scope, productId)).map(({ id }) => id));
  if (ids.some((id) => !readers.has(id))) throw new DomainError('invalid', { issue: 'mention_out_of_reach' });
  return ids;
}
