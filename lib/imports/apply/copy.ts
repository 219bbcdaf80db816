import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type CopyValue, copyLine } from '@/lib/imports/apply/copy-text';

/** Bytes of a message: the database reads each to its end before it begins with its rows. */
const MESSAGE = 128 * 1024;

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
  if (pieces.every(({ length }) => length === 0)) return;
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', resolve);
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; at += MESSAGE) stream.write(piece.subarray(at, at + MESSAGE));
    }
    stream.end();
  });
}
