import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type CopyValue, copyLine } from '@/lib/imports/apply/copy-text';

/** Writes rows into a table in one statement. */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  await copyBytes(client, table, columns, rows.length > 0 ? [Buffer.from(rows.map(copyLine).join(''))] : []);
}

/** The same for lines that are written down already. */
export async function copyBytes(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  pieces: readonly Buffer[],
): Promise<void> {
  if (pieces.length === 0) return;
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', resolve);
    for (const piece of pieces) stream.write(piece);
    stream.end();
  });
}
