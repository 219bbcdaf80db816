import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { attest } from '@/lib/safeguards/mutations/attest';
import { attestSchema } from '@/lib/safeguards/schema';
import { actorNamed } from '@/prisma/seed/actor';

/** Of identity/people.ts: may state what holds. */
const OWNER = 'Rafael Ortiz';

const statements = z.array(
  attestSchema.omit({ known: true, validUntil: true }).extend({
    daysAgo: z.int().min(0),
    /** From then on; it may be over by now. */
    validDays: z.int().min(1),
  }),
);

/** What a person stated of promises that nothing here proves by itself: most hold, one is over. Only once. */
export async function loadStatements(ctx: Ctx, folder: string): Promise<void> {
  if ((await unsafeDb().safeguardAttestation.count()) > 0) return;
  const actor = await actorNamed(unsafeDb(), OWNER);
  if (!actor) return;
  const said = statements.parse(JSON.parse(await readFile(join(folder, 'statements.json'), 'utf8')));
  for (const { daysAgo, validDays, ...statement } of said) {
    const now = addDays(ctx.now, -daysAgo);
    await attest({ ...ctx, actor, now }, { ...statement, known: 0, validUntil: addDays(now, validDays) });
  }
}
