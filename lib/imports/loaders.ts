import 'server-only';
import { cache } from 'react';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { getImport, importFilterChoices, ingestProducts, listImports } from '@/lib/imports/data/list';
import { PARSERS } from '@/lib/imports/parsers/registry';
import type { ImportParams } from '@/lib/imports/search-params';
import type { ImportChoices, ImportDetail, ImportFilterChoices, ImportPage } from '@/lib/imports/types';

const formats = () =>
  PARSERS.map(({ id, label }) => ({ id, label })).sort((a, b) => a.label.localeCompare(b.label, 'en'));

const NOTHING: ImportPage = { rows: [], next: null };

export async function loadImports(params: ImportParams): Promise<ImportPage> {
  const scope = scopeOf(await pageCtx(), 'import:read');
  return scope ? listImports(scope, params, null) : NOTHING;
}

/** What the filters of the list offer to the person who asks. */
export async function loadImportFilters(): Promise<ImportFilterChoices> {
  const scope = scopeOf(await pageCtx(), 'import:read');
  return { formats: formats(), ...(scope ? await importFilterChoices(scope) : { products: [], sources: [] }) };
}

export const loadImport = cache(async (id: string): Promise<ImportDetail | null> => {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'import:read');
  return scope && getImport(scope, id, ctx.now);
});

/** Where the person who asks may send reports to, and as what. No products: may not send. */
export const loadImportChoices = cache(async (): Promise<ImportChoices> => {
  const scope = scopeOf(await pageCtx(), 'finding:ingest');
  return { products: scope ? await ingestProducts(scope) : [], formats: formats() };
});
