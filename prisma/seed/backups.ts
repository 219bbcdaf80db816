import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { receiveBackups } from '@/lib/backups/incoming';
import { savePlan } from '@/lib/backups/mutations/plan';
import { recordTest } from '@/lib/backups/mutations/restore-test';
import { createService } from '@/lib/backups/mutations/service';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import type { TestKind } from '@/lib/backups/types';
import type { Ctx, TokenActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { actorNamed } from '@/prisma/seed/actor';

/** Of identity/people.ts. */
const OWNER = 'Rafael Ortiz';
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

const sampleSchema = z.object({
  product: z.string(),
  sender: z.string(),
  service: z.string(),
  note: z.string(),
  asset: z.string(),
  sites: z.array(z.string()),
  everyMinutes: z.number(),
  days: z.number(),
  /** Turns, counted back from the newest, in which nothing was copied. */
  missing: z.array(z.number()),
  bytes: z.number(),
  growth: z.number(),
  minutes: z.number(),
  encryption: z.string(),
  checkedDaysAgo: z.number(),
  restoredDaysAgo: z.number(),
  restoredMinutes: z.number(),
  drilledDaysAgo: z.number(),
  drilledMinutes: z.number(),
  compared: z.string(),
});
type Sample = z.infer<typeof sampleSchema>;

/** A document in our own shape, its times told from now (docs/backups.md). */
function documentOf(sample: Sample, now: Date): string {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS).toISOString();
  const { asset, everyMinutes, minutes, encryption, sites } = sample;
  const turns = Array.from({ length: (sample.days * DAY_MINUTES) / everyMinutes }, (_, turn) => turn);
  const backups = turns
    .filter((turn) => !sample.missing.includes(turn))
    .flatMap((turn) =>
      sites.map((site) => {
        const start = turn * everyMinutes + 20;
        const bytes = sample.bytes - turn * sample.growth;
        const times = {
          start: ago(start),
          end: ago(start - minutes),
          point: ago(start),
          expires: ago(start - 40 * DAY_MINUTES),
        };
        return { id: `${site}-${ago(start)}`, asset, repository: site, location: site, bytes, encryption, ...times };
      }),
    );
  const at = ago(sample.checkedDaysAgo * DAY_MINUTES);
  const checks = sites.map((repository) => ({ asset, repository, at, method: 'data', result: 'ok' }));
  return JSON.stringify({ backups, checks });
}

async function planned(ctx: Ctx, sample: Sample, serviceId: string): Promise<void> {
  const source = await unsafeDb().backupSource.findFirstOrThrow({ where: { name: sample.sender } });
  const { asset, everyMinutes } = sample;
  const times = { spanMinutes: null, startMinute: null, timeZone: 'UTC', windowMinutes: null, logMinutes: null };
  for (const site of sample.sites) {
    const place = { asset, repository: site, part: '', location: site, region: '' };
    await savePlan(ctx, { id: null, version: 0, serviceId, sourceId: source.id, ...place, everyMinutes, ...times });
  }
}

type Restored = {
  readonly serviceId: string;
  readonly kind: TestKind;
  readonly daysAgo: number;
  readonly minutes: number;
};

async function restored(ctx: Ctx, sample: Sample, { serviceId, kind, daysAgo, minutes }: Restored): Promise<void> {
  const startedAt = new Date(ctx.now.getTime() - daysAgo * DAY_MINUTES * MINUTE_MS);
  await recordTest(ctx, {
    ...{ serviceId, kind, startedAt, seconds: minutes * 60, bytes: sample.bytes },
    ...{ pointAsked: startedAt, pointReached: new Date(startedAt.getTime() - sample.everyMinutes * MINUTE_MS) },
    ...{ result: 'ok', compared: 'application', comparedNote: sample.compared },
    ...{ evidence: '', note: '', byName: OWNER },
  });
}

/**
 * A service with hourly copies on two sites, through the front door, from a sender that is called a sample: one night
 * three turns were missed, so that the grid has something to say.
 * @param folder `samples/`
 */
export async function loadBackups(ctx: Ctx, folder: string): Promise<void> {
  if ((await unsafeDb().backupService.count()) > 0) return;
  const sample = sampleSchema.parse(JSON.parse(await readFile(join(folder, 'backups', 'build-tools.json'), 'utf8')));
  const owner = await actorNamed(unsafeDb(), OWNER);
  const product = await unsafeDb().product.findFirst({ where: { name: sample.product }, select: { id: true } });
  if (!owner || !product) return;
  const { sender: name, service, note } = sample;
  const actor: TokenActor = { kind: 'token', id: 'sample', name, productId: product.id, scopes: ['backup:ingest'] };
  const request = new Request('http://localhost/api/v1/backups/generic', {
    method: 'POST',
    body: documentOf(sample, ctx.now),
  });
  await receiveBackups({ ...ctx, actor }, request, 'generic');
  const by = { ...ctx, actor: owner };
  const serviceId = await createService(by, {
    productId: product.id,
    name: service,
    note,
    objectives: { ...DEFAULT_OBJECTIVES, everyMinutes: sample.everyMinutes, rpoMinutes: 2 * sample.everyMinutes },
  });
  await planned(by, sample, serviceId);
  const { drilledDaysAgo, drilledMinutes, restoredDaysAgo, restoredMinutes } = sample;
  await restored(by, sample, { serviceId, kind: 'drill', daysAgo: drilledDaysAgo, minutes: drilledMinutes });
  await restored(by, sample, { serviceId, kind: 'test', daysAgo: restoredDaysAgo, minutes: restoredMinutes });
}
