import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { setting } from '@/lib/core/settings';
import { MIRRORS_DEFAULT, type Mirrors, mirrorsSchema } from '@/lib/intel/schema';
import {
  INTEL_ERRORS,
  INTEL_KINDS,
  INTEL_ORIGINS,
  type IntelImportDto,
  type IntelKind,
  type IntelStatus,
} from '@/lib/intel/types';

const SHOWN = 20;

/** The configured mirrors. Each process reads them at most every 30 s. */
export function intelMirrors(): Promise<Mirrors> {
  return setting('intel.mirrors', mirrorsSchema, MIRRORS_DEFAULT);
}

const errorSchema = z
  .object({ code: z.enum(INTEL_ERRORS), params: z.record(z.string(), z.union([z.string(), z.number()])) })
  .nullable()
  .catch(null);

const select = {
  id: true,
  kind: true,
  state: true,
  origin: true,
  source: true,
  createdAt: true,
  createdByName: true,
  version: true,
  publishedAt: true,
  rows: true,
  added: true,
  changed: true,
  removed: true,
  error: true,
  retryAt: true,
} as const;

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

function rowsOf(where: { readonly kind?: IntelKind; readonly done?: true }, take: number) {
  const { kind, done } = where;
  return unsafeDb().intelImport.findMany({
    where: { kind, ...(done ? { state: 'done' as const } : {}) },
    select,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

function toDto({ createdAt, createdByName, origin, publishedAt, retryAt, error, ...row }: Row): IntelImportDto {
  return {
    ...row,
    origin: INTEL_ORIGINS.find((one) => one === origin) ?? 'upload',
    at: createdAt.toISOString(),
    by: createdByName,
    publishedAt: publishedAt?.toISOString() ?? null,
    retryAt: retryAt?.toISOString() ?? null,
    error: errorSchema.parse(error),
  };
}

async function statusOf(kind: IntelKind, mirror: string | null): Promise<IntelStatus> {
  const [current, latest, checked] = await Promise.all([
    rowsOf({ kind, done: true }, 1),
    rowsOf({ kind }, 1),
    unsafeDb().intelImport.findFirst({
      where: { kind, state: { in: ['done', 'unchanged'] } },
      select: { createdAt: true },
      orderBy: { createdAt: 'desc' },
    }),
  ]);
  const [now, last] = [current[0], latest[0]];
  return {
    kind,
    mirror,
    current: now ? toDto(now) : null,
    checkedAt: checked?.createdAt.toISOString() ?? null,
    latest: last ? toDto(last) : null,
  };
}

/** How fresh EPSS and KEV are. They belong to no product: the permission alone decides. */
export async function intelStatus(_scope: Scope): Promise<IntelStatus[]> {
  const mirrors = await intelMirrors();
  return Promise.all(INTEL_KINDS.map((kind) => statusOf(kind, mirrors[kind])));
}

/** The last attempts of both kinds, newest first. */
export async function listIntelImports(_scope: Scope): Promise<IntelImportDto[]> {
  return (await rowsOf({}, SHOWN)).map(toDto);
}
