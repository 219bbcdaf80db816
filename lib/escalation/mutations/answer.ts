import { createHash } from 'node:crypto';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { takeToken } from '@/lib/core/rate-limit';
import { openLink } from '@/lib/escalation/answer';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { keepEntry } from '@/lib/incidents/mutations/keep';

const PER_LINK = { burst: 10, perSeconds: 60 };
const PER_ADDRESS = { burst: 30, perSeconds: 60 };

/** Opening links is limited too: by link, and by who opens them. @throws DomainError rate_limited */
export async function limitLink(token: string, address: string | null, now: Date): Promise<void> {
  const link = createHash('sha256').update(token).digest('base64url').slice(0, 22);
  await takeToken(`link-from:${address ?? '-'}`, PER_ADDRESS, now);
  await takeToken(`link:${link}`, PER_LINK, now);
}

type Request = { readonly now: Date; readonly requestId: string; readonly address: string | null };

/**
 * The second tap: whoever the link names takes the incident. Log and audit trail say that it was by a link.
 * @returns whether it was this person, and not somebody before
 * @throws DomainError rate_limited, not_found where the link opens nothing
 */
export async function answerByLink(token: string, { now, requestId, address }: Request): Promise<boolean> {
  await limitLink(token, address, now);
  const opened = await openLink(token, now);
  if (!opened) throw new DomainError('not_found');
  const { actor, incident, runId } = opened;
  const ctx: Ctx = { actor, now, requestId };
  return inTransaction(ctx, async (tx) => {
    const first = await acknowledgeIncident({ ...ctx, db: tx }, { id: incident.id });
    if (!first) return false;
    await tx.escalationDelivery.updateMany({
      where: { runId, personId: actor.id, answeredAt: null },
      data: { answeredAt: now },
    });
    await keepEntry(tx, ctx, incident, {
      kind: 'escalation',
      data: { verb: 'answered', way: 'link', person: actor.name },
    });
    return true;
  });
}
