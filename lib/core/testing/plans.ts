import type { PoolClient } from 'pg';
import { beforeAll, onTestFinished } from 'vitest';
import { pgPool } from '@/lib/core/db';
import { asOwner } from '@/lib/core/testing/database';

/** A node of EXPLAIN's JSON, as far as it tells how many rows it went through; counts are means of its loops. */
type PlanNode = {
  readonly 'Node Type': string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
};
type Explained = { readonly 'Query Text': string; readonly Plan: PlanNode };

/** Rows that one node of one statement's plan went through, kept or not. */
export type Work = { readonly rows: number; readonly node: string; readonly sql: string };

const SETTINGS = {
  session_preload_libraries: 'auto_explain',
  client_min_messages: 'log',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_format': 'json',
  'auto_explain.log_nested_statements': 'on',
};

/** Call below `withDatabase()`: from here on every statement tells its plan, those inside triggers too. */
export function withPlans(): void {
  beforeAll(async () => {
    const { rows } = await asOwner('SELECT quote_ident(current_database()) AS name');
    const statements = Object.entries(SETTINGS).map(
      ([setting, value]) => `ALTER DATABASE ${rows[0].name} SET ${setting} = '${value}'`,
    );
    for (const statement of statements) await asOwner(statement);
  });
}

function worked(node: PlanNode, sql: string): Work[] {
  const removed = ['Rows Removed by Filter', 'Rows Removed by Join Filter', 'Rows Removed by Index Recheck'] as const;
  const each = removed.reduce((sum, key) => sum + (node[key] ?? 0), node['Actual Rows'] ?? 0);
  const own = { rows: Math.round(each * (node['Actual Loops'] ?? 1)), node: node['Node Type'], sql };
  return [own, ...(node.Plans ?? []).flatMap((child) => worked(child, sql))];
}

/** Collects what the plans of the pool's statements went through, until the test ends; `held`: those of a client in use. */
export function collectWork(held?: PoolClient): Work[] {
  const seen: Work[] = [];
  const listening = new WeakSet<object>();
  const listen = (client: PoolClient) => {
    if (listening.has(client)) return;
    listening.add(client);
    client.on('notice', ({ message = '' }) => {
      const start = message.indexOf('{');
      if (!message.startsWith('duration:') || start < 0) return;
      const explained: Explained = JSON.parse(message.slice(start));
      seen.push(...worked(explained.Plan, explained['Query Text'].trim().slice(0, 80)));
    });
  };
  if (held) listen(held);
  const pool = pgPool();
  pool.on('acquire', listen);
  onTestFinished(() => void pool.off('acquire', listen));
  return seen;
}
