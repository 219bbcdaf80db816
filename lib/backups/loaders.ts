import 'server-only';
import { cache } from 'react';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { serviceById } from '@/lib/backups/data/detail';
import {
  countSources,
  listServices,
  listSources,
  listTestsDue,
  serviceSummary,
  writableProducts,
} from '@/lib/backups/data/list';
import type { BackupAddress } from '@/lib/backups/search-params';

export function readService(ctx: PersonCtx, id: string) {
  const viewer = { now: ctx.now, write: scopeOf(ctx, 'backup:write'), test: scopeOf(ctx, 'restore-test:write') };
  return serviceById(requirePermission(ctx, 'backup:read'), id, viewer);
}

/** The grid, its answer, and where the reader may set services up and send documents to; null without the right. */
export async function loadServices(address: BackupAddress) {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'backup:read');
  if (!scope) return null;
  const [write, ingest] = [scopeOf(ctx, 'backup:write'), scopeOf(ctx, 'backup:ingest')];
  const [services, summary, writable, receiving] = await Promise.all([
    listServices(scope, address),
    serviceSummary(scope, address),
    write ? writableProducts(write) : [],
    ingest ? writableProducts(ingest) : [],
  ]);
  return { services, summary, writable, receiving, now: ctx.now };
}

export async function loadSources(address: BackupAddress) {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'backup:read');
  if (!scope) return null;
  const ingest = scopeOf(ctx, 'backup:ingest');
  const [sources, total, receiving] = await Promise.all([
    listSources(scope, address, scopeOf(ctx, 'backup:write')),
    countSources(scope, address),
    ingest ? writableProducts(ingest) : [],
  ]);
  return { sources, total, receiving };
}

export async function loadTestsDue(address: BackupAddress) {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'backup:read');
  return scope ? listTestsDue(scope, address, ctx.now) : null;
}

export const loadService = cache(async (id: string) => readService(await pageCtx(), id));
