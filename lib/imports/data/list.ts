import 'server-only';
import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { outlookSchema } from '@/lib/imports/apply/outlook';
import { importRow, ROW_SELECT } from '@/lib/imports/data/rows';
import { isJudged } from '@/lib/imports/own-source';
import { mayStillUndo } from '@/lib/imports/rules';
import type { ImportParams } from '@/lib/imports/search-params';
import { SOURCE_NAME } from '@/lib/imports/source-name';
import type { ImportDetail, ImportFilterChoices, ImportPage } from '@/lib/imports/types';

/** As the address has it; what is left out or empty does not narrow. */
export type ImportFilter = Readonly<Partial<ImportParams>>;

const PAGE = 50;
/** More than these nobody picks from a menu; each has a link from its product. */
const SOURCES = 500;
const cursorSchema = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);

function after(cursor: string | null): Prisma.ImportWhereInput {
  const parsed = cursorSchema.safeParse(cursor?.split('~'));
  if (!parsed.success) return {};
  const [createdAt, id] = parsed.data;
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

function some<T>(values: readonly T[] | undefined): { in: T[] } | undefined {
  return values && values.length > 0 ? { in: [...values] } : undefined;
}

/** Imports in scope, newest first, fifty a page unless said. */
export async function listImports(
  scope: Scope,
  filter: ImportFilter,
  cursor: string | null,
  limit = PAGE,
): Promise<ImportPage> {
  const rows = await unsafeDb().import.findMany({
    where: {
      AND: [{ productId: productFilter(scope) }, after(cursor)],
      product: { slug: some(filter.product), team: { slug: some(filter.team) } },
      sourceId: some(filter.source),
      format: some(filter.format),
      state: some(filter.state),
    },
    select: ROW_SELECT,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? `${last.createdAt.toISOString()}~${last.id}` : null;
  return { rows: page.map(importRow), next };
}

/** What the list can be narrowed to: products and sources in scope that have imports, by name. */
export async function importFilterChoices(scope: Scope): Promise<Omit<ImportFilterChoices, 'formats'>> {
  const [products, sources] = await Promise.all([
    unsafeDb().product.findMany({
      where: { id: productFilter(scope), imports: { some: {} } },
      select: { slug: true, name: true },
      orderBy: { name: 'asc' },
    }),
    unsafeDb().source.findMany({
      where: { productId: productFilter(scope) },
      select: { id: true, ...SOURCE_NAME, product: { select: { slug: true } } },
      orderBy: [{ scanner: 'asc' }, { target: 'asc' }, { branch: 'asc' }],
      take: SOURCES,
    }),
  ]);
  return {
    products,
    sources: sources.map(({ product, ...source }) => ({ ...source, product: product.slug })),
  };
}

const DETAIL_SELECT = {
  ...ROW_SELECT,
  sha256: true,
  complete: true,
  formatForced: true,
  scanAt: true,
  branch: true,
  image: true,
  environment: true,
  service: true,
  archiveId: true,
  outlook: true,
  sourceId: true,
  entries: { select: ROW_SELECT, orderBy: { id: 'asc' }, take: 1_000 },
} satisfies Prisma.ImportSelect;

/** One import in scope; null outside of it. */
export async function getImport(scope: Scope, id: string, now: Date): Promise<ImportDetail | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await unsafeDb().import.findFirst({
    where: { id, productId: productFilter(scope) },
    select: DETAIL_SELECT,
  });
  if (!row) return null;
  const chunk = await unsafeDb().importChunk.findFirst({
    where: { importId: row.archiveId ?? row.id },
    select: { seq: true },
  });
  const { sha256, complete, formatForced, archiveId, branch, image, environment, service } = row;
  return {
    ...importRow(row),
    sha256,
    complete,
    formatForced,
    archiveId,
    branch,
    image,
    environment,
    service,
    scanAt: row.scanAt?.toISOString() ?? null,
    entries: row.entries.map(importRow),
    undoable:
      row.state === 'done' &&
      row.sourceId !== null &&
      !isJudged(row) &&
      !!row.finishedAt &&
      mayStillUndo(row.finishedAt, now),
    outlook: row.outlook === null ? null : outlookSchema.parse(row.outlook),
    kept: chunk !== null,
  };
}

/** The products that a person may send reports for, by name. */
export async function ingestProducts(scope: Scope): Promise<readonly { id: string; slug: string; name: string }[]> {
  return unsafeDb().product.findMany({
    where: { id: productFilter(scope) },
    select: { id: true, slug: true, name: true },
    orderBy: { name: 'asc' },
  });
}
