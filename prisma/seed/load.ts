import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { personByKey } from '@/identity/people';
import { upsertPersonWithGrants } from '@/lib/access/mutations/demo-people';
import { rolesOf } from '@/lib/access/rules';
import { createProduct, createTeam } from '@/lib/assets/mutations/assets';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { env } from '@/lib/core/env';
import { receiveReport } from '@/lib/imports/mutations/receive';
import { runImport } from '@/lib/imports/run';
import type { ReportOptions } from '@/lib/imports/schema';
import { loadAcceptances } from '@/prisma/seed/acceptances';
import { loadBackups } from '@/prisma/seed/backups';
import { loadCompliance } from '@/prisma/seed/compliance';
import { loadEndpoints } from '@/prisma/seed/endpoints';
import { loadEngagements } from '@/prisma/seed/engagements';
import { loadEvents } from '@/prisma/seed/events';
import { loadExceptions } from '@/prisma/seed/exceptions';
import { loadIncidents } from '@/prisma/seed/incidents';
import { loadIntel } from '@/prisma/seed/intel';
import { loadLists } from '@/prisma/seed/lists';
import type { Organisation } from '@/prisma/seed/organisation';
import { loadReports } from '@/prisma/seed/reports';
import { loadStatements } from '@/prisma/seed/statements';

const KEY = 'sample.organisation';

export type SeedOptions = {
  /** The project's `samples/`. */
  readonly folder: string;
  /** The demo provider's tenant, whose people get their grants; null without demo mode. */
  readonly demoTenant: string | null;
};

/**
 * Loads the sample organisation into an empty database by the verbs that people use: teams, products, then each report
 * through the import's front door. Safe to repeat and to kill: what is loaded already is left alone, and a database
 * that somebody else began to fill is never touched.
 * @returns the number of reports that were imported
 */
export function loadSample(ctx: Ctx, organisation: Organisation, options: SeedOptions): Promise<number> {
  return alone(() => load(ctx, organisation, options));
}

/**
 * Instances that start at once: one loads, the others wait and find it done. The lock ends with its connection, which is
 * none of the pool: the smallest pool has just enough for an import.
 */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [KEY]);
    return await work();
  } finally {
    await client.end();
  }
}

async function load(ctx: Ctx, organisation: Organisation, options: SeedOptions): Promise<number> {
  if (!(await begin(ctx, organisation))) return 0;
  if (options.demoTenant !== null) await knowPeople(ctx, organisation, options.demoTenant);
  let imported = 0;
  for (const { product, files, ...said } of organisation.reports) {
    const name = productName(organisation, product);
    for (const file of files) {
      const path = join(options.folder, 'reports', product, file);
      if (await importOnce(ctx, { name, said, file, path })) imported += 1;
    }
  }
  await loadIntel(ctx, options.folder);
  if (options.demoTenant !== null) {
    await loadAcceptances(ctx);
    await loadEngagements(ctx);
    await loadCompliance(ctx);
    await loadStatements(ctx, options.folder);
    await loadExceptions(ctx, options.folder);
    await loadEndpoints(ctx, options.folder);
    await loadEvents(ctx, options.folder);
    await loadBackups(ctx, options.folder);
    await loadLists(ctx, options.folder);
    await loadIncidents(ctx);
    await loadReports(ctx);
  }
  await unsafeDb().setting.update({ where: { key: KEY }, data: { value: 'loaded', updatedAt: ctx.now } });
  return imported;
}

/** One transaction makes all teams and products and the mark that this load is under way: who was killed goes on there. */
function begin(ctx: Ctx, organisation: Organisation): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const mark = await tx.setting.findUnique({ where: { key: KEY } });
    if (mark) return mark.value === 'loading';
    if ((await tx.team.count()) > 0) return false;
    const inside = { ...ctx, db: tx };
    for (const { name, products } of organisation.teams) {
      const team = await createTeam(inside, { name });
      for (const { key: _key, ...product } of products) {
        await createProduct(inside, { teamId: team.id, ...product });
      }
    }
    await tx.setting.create({ data: { key: KEY, value: 'loading', updatedAt: ctx.now } });
    return true;
  });
}

async function knowPeople(ctx: Ctx, organisation: Organisation, tenantId: string): Promise<void> {
  const teams = await unsafeDb().team.findMany({ select: { id: true, name: true } });
  const ids = (names: readonly string[]) => teams.filter(({ name }) => names.includes(name)).map(({ id }) => id);
  for (const { key, everywhere, teams: names = [], approvesFor = [] } of organisation.people) {
    const person = personByKey(key);
    if (!person) throw new Error(`organisation.json names "${key}", whom identity/people.ts does not know`);
    const { oid, name, email } = person;
    await upsertPersonWithGrants(
      {
        tenantId,
        objectId: oid,
        name,
        email,
        roles: rolesOf(person.roles),
        teamIds: everywhere ? null : ids(names),
        approvesFor: ids(approvesFor),
      },
      ctx.now,
    );
  }
}

function productName(organisation: Organisation, key: string): string {
  const product = organisation.teams.flatMap(({ products }) => products).find((known) => known.key === key);
  if (!product) throw new Error(`organisation.json has a report of "${key}", which is no product of it`);
  return product.name;
}

type SampleReport = {
  readonly name: string;
  readonly said: ReportOptions;
  readonly file: string;
  readonly path: string;
};

/** Receives and works the report here, not in the worker, so that the second report of a source follows the first. */
async function importOnce(ctx: Ctx, { name, said, file, path }: SampleReport): Promise<boolean> {
  const { id: productId } = await unsafeDb().product.findFirstOrThrow({ where: { name }, select: { id: true } });
  const known = await unsafeDb().import.findFirst({
    where: { productId, fileName: file, state: { not: 'uploading' } },
    select: { id: true, state: true },
  });
  if (known?.state === 'done') return false;
  const input = { productId, fileName: file, body: createReadStream(path), options: () => said };
  await runImport(ctx, known?.id ?? (await receiveReport(ctx, input)), { last: true });
  return true;
}
