import type pg from 'pg';
import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { sourceOf } from '@/lib/imports/source-key';
import { TLS_FORMAT, TLS_SCANNER } from '@/lib/imports/tls-source';
import { expectedHours } from '@/lib/tls/rules';

/** The source that findings of an endpoint come from; null before the first came. `name`: of its place. */
export async function tlsSource(productId: string, name: string): Promise<string | null> {
  const { key } = sourceOf(productId, { format: TLS_FORMAT }, { scanner: TLS_SCANNER, target: name });
  const found = await unsafeDb().source.findFirst({ where: key, select: { id: true } });
  return found?.id ?? null;
}

const scheduleSchema = z.array(z.object({ every_hours: z.number().nullable() }));

/** Hours within which a source reports again whose import is of a scan of ours. */
export async function expectedAfter(client: pg.ClientBase, importId: string): Promise<number> {
  const { rows } = await client.query(
    'SELECT e.every_hours FROM tls_scan s JOIN tls_endpoint e ON e.id = s.endpoint_id WHERE s.import_id = $1',
    [importId],
  );
  return expectedHours(scheduleSchema.parse(rows)[0]?.every_hours ?? null);
}

/** Whether findings of the endpoint are there, or on their way: only then a scan without any has something to close. */
export async function hasReported(endpointId: string, productId: string, name: string): Promise<boolean> {
  const sent = await unsafeDb().tlsScan.count({ where: { endpointId, importId: { not: null } } });
  return sent > 0 || (await tlsSource(productId, name)) !== null;
}
