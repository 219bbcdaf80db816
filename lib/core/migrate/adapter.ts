import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type pg from 'pg';

class ScriptAdapter extends PrismaPg {
  constructor(private readonly pool: pg.Pool) {
    super(pool);
  }

  /** PrismaPg cuts scripts at each semicolon, also inside function bodies; PostgreSQL takes them whole. */
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await this.pool.query(script);
    };
    return adapter;
  }
}

/** The adapter that the schema engine migrates through. A migration of several statements is one transaction. */
export function migrationAdapter(pool: pg.Pool): object {
  return bindMigrationAwareSqlAdapterFactory(new ScriptAdapter(pool));
}
