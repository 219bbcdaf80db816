import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

type EngineModule = typeof import('@prisma/schema-engine-wasm') & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

/** A Prisma schema as files: `[path, content]`. */
export type Datamodels = [string, string][];

let loaded: Promise<EngineModule> | undefined;

async function load(): Promise<EngineModule> {
  const require = createRequire(import.meta.url);
  const path = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue: EngineModule = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(path.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...glue } });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return glue;
}

/**
 * Prisma's schema engine as WebAssembly: the native one is a download that not every machine can make.
 * @param adapter a migration-aware adapter factory, bound by `@prisma/driver-adapter-utils`
 */
export async function schemaEngine(datamodels: Datamodels | undefined, adapter: object): Promise<SchemaEngine> {
  loaded ??= load();
  const { SchemaEngine: Engine } = await loaded;
  return Engine.new({ datamodels }, () => undefined, adapter);
}
