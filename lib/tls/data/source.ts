import { unsafeDb } from '@/lib/core/db';
import { sourceOf } from '@/lib/imports/source-key';
import { TLS_FORMAT, TLS_SCANNER } from '@/lib/imports/tls-source';

/** The source that findings of an endpoint come from; null before the first came. `name`: of its place. */
export async function tlsSource(productId: string, name: string): Promise<string | null> {
  const { key } = sourceOf(productId, { format: TLS_FORMAT }, { scanner: TLS_SCANNER, target: name });
  const found = await unsafeDb().source.findFirst({ where: key, select: { id: true } });
  return found?.id ?? null;
}

/** Whether findings of the endpoint are there, or on their way: only then a scan without any has something to close. */
export async function hasReported(endpointId: string, productId: string, name: string): Promise<boolean> {
  const sent = await unsafeDb().tlsScan.count({ where: { endpointId, importId: { not: null } } });
  return sent > 0 || (await tlsSource(productId, name)) !== null;
}
