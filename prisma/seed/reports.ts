import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { makeReport } from '@/lib/reports/mutations/make';
import { evaluate } from '@/lib/safeguards/mutations/evaluate';
import { actorNamed } from '@/prisma/seed/actor';

/** Of identity/people.ts: reads the whole organisation. */
const READER = 'Rafael Ortiz';

/** A report of the whole sample organisation to look at. Only where the sample's people are, and once. */
export async function loadReports(ctx: Ctx): Promise<void> {
  if ((await unsafeDb().report.count()) > 0) return;
  const reader = await actorNamed(unsafeDb(), READER);
  if (!reader) return;
  // It tells what is known: nobody has judged the promises yet.
  await evaluate(ctx);
  await makeReport({ ...ctx, actor: reader }, { team: null, weeks: 13, day: null });
}
