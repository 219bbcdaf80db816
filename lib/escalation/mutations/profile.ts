import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import type { Profile } from '@/lib/escalation/stored';
import { requirePerson } from '@/lib/incidents/mutations/find';
import { Prisma } from '@/prisma/generated/client';

/** How the person wants to be reached: one's own alone. @throws DomainError forbidden for machines */
export async function saveProfile(ctx: Ctx, { workingHours, quietHours, ...kinds }: Profile): Promise<void> {
  const { id: personId } = requirePerson(ctx);
  const data = {
    ...{ ...kinds, updatedAt: ctx.now },
    ...{ workingHours: workingHours ?? Prisma.DbNull, quietHours: quietHours ?? Prisma.DbNull },
  };
  await inTransaction(ctx, (tx) =>
    tx.escalationProfile.upsert({ where: { personId }, create: { personId, ...data }, update: data }),
  );
}
