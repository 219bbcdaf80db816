import type { Ctx } from '@/lib/core/context';
import { addDays, isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { createEngagement } from '@/lib/engagements/mutations/write';
import { actorNamed } from '@/prisma/seed/actor';

/** Of identity/people.ts and samples/organisation.json. */
const OWNER = 'Anna Sommer';
const PRODUCT = 'Web shop';

/** A penetration test to look at. Only where the sample's people are, and once. */
export async function loadEngagements(ctx: Ctx): Promise<void> {
  if ((await unsafeDb().engagement.count()) > 0) return;
  const actor = await actorNamed(unsafeDb(), OWNER);
  const product = await unsafeDb().product.findFirst({ where: { name: PRODUCT }, select: { id: true } });
  if (!actor || !product) return;
  const day = (ago: number) => isoDay(addDays(ctx.now, -ago));
  await createEngagement(
    { ...ctx, actor },
    {
      productId: product.id,
      title: 'Web shop and its API, before the season',
      kind: 'both',
      performer: 'third_party',
      company: 'Nordlicht Security GmbH',
      testers: ['Mira Lund', 'Jonas Feld'],
      inScope: 'https://shop.example and its API, with two customer accounts and one of the back office, on staging',
      outOfScope: 'The payment provider; attacks that make the shop unavailable',
      method: 'OWASP WSTG 4.2',
      startsOn: day(40),
      endsOn: day(31),
    },
  );
}
