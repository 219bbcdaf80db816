import { unsafeDb } from '@/lib/core/db';

type Own = { readonly productId: string; readonly format: string; readonly target: string };

const FAILED: readonly string[] = ['failed', 'cancelled', 'undone'];

/** Whether what Lagebild itself reported last has not come to be: it has to be said again. */
export async function hasFailed(own: Own): Promise<boolean> {
  const last = await unsafeDb().import.findFirst({
    where: { productId: own.productId, format: own.format, target: own.target },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { state: true },
  });
  return last !== null && FAILED.includes(last.state);
}
