import 'server-only';
import { z } from 'zod';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { SOURCE_NAME } from '@/lib/imports/source-name';
import type { ImportError, ImportRow, ImportWarning } from '@/lib/imports/types';

export const ROW_SELECT = {
  id: true,
  state: true,
  fileName: true,
  entry: true,
  product: { select: { id: true, slug: true, name: true } },
  source: { select: { id: true, ...SOURCE_NAME } },
  format: true,
  size: true,
  createdAt: true,
  createdByName: true,
  startedAt: true,
  finishedAt: true,
  cancelAskedAt: true,
  progressBytes: true,
  progressCount: true,
  newCount: true,
  updatedCount: true,
  fixedCount: true,
  reopenedCount: true,
  unchangedCount: true,
  error: true,
  warnings: true,
} satisfies Prisma.ImportSelect;

type Selected = Prisma.ImportGetPayload<{ select: typeof ROW_SELECT }>;

const errorSchema: z.ZodType<ImportError> = z.object({
  code: z.string(),
  line: z.number().optional(),
  column: z.number().optional(),
  offset: z.number().optional(),
  path: z.string().optional(),
  entry: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
const warningsSchema: z.ZodType<ImportWarning[]> = z.array(
  z.object({ code: z.string(), count: z.number(), example: z.string() }),
);

/** The row as people see it. */
export function importRow(row: Selected): ImportRow {
  return {
    id: row.id,
    state: row.state,
    fileName: row.fileName,
    entry: row.entry,
    product: row.product,
    source: row.source,
    format: row.format,
    size: Number(row.size),
    createdAt: row.createdAt.toISOString(),
    createdByName: row.createdByName,
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    stopping: row.cancelAskedAt !== null && row.state === 'running',
    progress: { bytes: Number(row.progressBytes), records: row.progressCount },
    counts: {
      new: row.newCount,
      updated: row.updatedCount,
      fixed: row.fixedCount,
      reopened: row.reopenedCount,
      unchanged: row.unchangedCount,
    },
    error: row.error === null ? null : errorSchema.parse(row.error),
    warnings: warningsSchema.parse(row.warnings),
  };
}

/** The product of an import that took effect. No scope: for the worker. */
export async function appliedTo(importId: string): Promise<string | null> {
  const done = await unsafeDb().import.findFirst({
    where: { id: importId, state: 'done' },
    select: { productId: true },
  });
  return done?.productId ?? null;
}
