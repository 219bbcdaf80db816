import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiffTarget } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { migrationAdapter } from '@/lib/core/migrate/adapter';
import { type Datamodels, schemaEngine } from '@/lib/core/migrate/engine';

const FILTERS = { externalTables: [], externalEnums: [] };

/** All `*.prisma` files below `folder`, sorted, with paths relative to it. */
export async function readDatamodels(folder: string): Promise<Datamodels> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    files.map(async (name): Promise<[string, string]> => [name, await readFile(join(folder, name), 'utf8')]),
  );
}

function target(models: Datamodels | null): DiffTarget {
  if (models === null) return { tag: 'empty' };
  return { tag: 'schemaDatamodel', files: models.map(([path, content]) => ({ path, content })) };
}

/** SQL that leads from one schema (null: nothing) to another. `url` is asked for PostgreSQL's version only. */
export async function diffSchemas(url: string, from: Datamodels | null, to: Datamodels): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const engine = await schemaEngine(to, migrationAdapter(pool));
  const result = await engine.diff({
    from: target(from),
    to: target(to),
    script: true,
    exitCode: null,
    filters: FILTERS,
  });
  await pool.end();
  return result.stdout ?? '';
}
