import type { Safeguard } from '@/lib/safeguards/catalogue-schema';
import { CHECKS } from '@/lib/safeguards/checks/registry';

/** Whether a promise is judged product by product. */
export function isByProduct({ proof }: Safeguard): boolean {
  return proof.kind === 'automatic' && CHECKS[proof.check].place === 'product';
}
