import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { requestException, settleException } from '@/lib/safeguards/mutations/except';
import { requestExceptionSchema } from '@/lib/safeguards/schema';
import { actorNamed } from '@/prisma/seed/actor';

/** Of identity/people.ts: who may ask, and somebody else who may approve. */
const [ASKS, APPROVES] = ['Ada de Vries', 'Rafael Ortiz'];

const { safeguard, kind, reason } = requestExceptionSchema.shape;
const exceptions = z.array(
  z.object({
    ...{ safeguard, kind, reason },
    /** By its name; null: the whole organisation. */
    product: z.string().nullable(),
    daysAgo: z.int().min(1),
    /** From then on. */
    days: z.int().min(1),
    /** What its approver wrote a day later; null: it waits. */
    approved: z.string().nullable(),
  }),
);

/** One exception that is in force and one that waits for its decision. Only where the sample's people are, and once. */
export async function loadExceptions(ctx: Ctx, folder: string): Promise<void> {
  if ((await unsafeDb().safeguardException.count()) > 0) return;
  const [actor, approver] = [await actorNamed(unsafeDb(), ASKS), await actorNamed(unsafeDb(), APPROVES)];
  if (!actor || !approver) return;
  const asked = exceptions.parse(JSON.parse(await readFile(join(folder, 'exceptions.json'), 'utf8')));
  for (const { product: name, daysAgo, days, approved, ...about } of asked) {
    const now = addDays(ctx.now, -daysAgo);
    const product = name === null ? null : await unsafeDb().product.findFirstOrThrow({ where: { name } });
    const place = { teamId: null, productId: product?.id ?? null };
    await requestException({ ...ctx, actor, now }, { ...about, ...place, expiresAt: addDays(now, days) });
    if (approved === null) continue;
    const row = await unsafeDb().safeguardException.findFirstOrThrow({ orderBy: { number: 'desc' } });
    const decided = { ...ctx, actor: approver, now: addDays(now, 1) };
    await settleException(decided, approver, row, { approve: true, note: approved });
  }
}
