import { unsafeDb } from '@/lib/core/db';
import { sourceOf } from '@/lib/imports/source-key';
import { TLS_FORMAT, TLS_SCANNER } from '@/lib/imports/tls-source';

/** The source that findings of an endpoint come from; null before the first came. `name`: of its place. */
export async function tlsSource(productId: string, name: string): Promise<string | null> {
  const { key } = sourceOf(productId, { format: TLS_FORMAT }, { scanner: TLS_SCANNER, target: name });
  const found = await unsafeDb().source.findFirst({ where: key, select: { id: true } });
  return found?.id ?? null;
}
