import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { BINARY_END, BINARY_HEAD } from '@/lib/imports/apply/copy-binary';
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
  if (rows.length === 0) return;
  await send(client, `COPY ${table} (${columns.join(', ')}) FROM STDIN`, [Buffer.from(rows.map(copyLine).join(''))]);
}

/** The same for tuples that are written down already, in the binary format. */
export async function copyTuples(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  pieces: readonly Uint8Array[],
): Promise<void> {
  if (pieces.every(({ length }) => length === 0)) return;
  const sql = `COPY ${table} (${columns.join(', ')}) FROM STDIN (FORMAT binary)`;
  await send(client, sql, [BINARY_HEAD, ...pieces, BINARY_END]);
}

async function send(client: pg.ClientBase, sql: string, pieces: readonly Uint8Array[]): Promise<void> {
  const stream = client.query(copyFrom(sql));
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', resolve);
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; at += MESSAGE) stream.write(piece.subarray(at, at + MESSAGE));
    }
    stream.end();
  });
}
