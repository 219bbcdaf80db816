import 'server-only';
import { cache } from 'react';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { getImport, ingestProducts, listImports } from '@/lib/imports/data/list';
import { PARSERS } from '@/lib/imports/parsers/registry';
import type { ImportParams } from '@/lib/imports/search-params';
import type { ImportChoices, ImportDetail, ImportPage } from '@/lib/imports/types';

const NOTHING: ImportPage = { rows: [], next: null };

export async function loadImports({ product, team, source, state }: ImportParams): Promise<ImportPage> {
  const scope = scopeOf(await pageCtx(), 'import:read');
  return scope ? listImports(scope, { products: product, teams: team, source, states: state }, null) : NOTHING;
}

export const loadImport = cache(async (id: string): Promise<ImportDetail | null> => {
  const scope = scopeOf(await pageCtx(), 'import:read');
  return scope && getImport(scope, id);
});

/** Where the person who asks may send reports to, and as what. No products: may not send. */
export const loadImportChoices = cache(async (): Promise<ImportChoices> => {
  const scope = scopeOf(await pageCtx(), 'finding:ingest');
  const formats = PARSERS.map(({ id, label }) => ({ id, label })).sort((a, b) => a.label.localeCompare(b.label, 'en'));
  return { products: scope ? await ingestProducts(scope) : [], formats };
});
