import { ctx, token } from '@/lib/core/testing/actors';
import { receiveEvents } from '@/lib/events/incoming';

type Delivery = { readonly productId: string; readonly shape?: string; readonly sender?: string; readonly now: Date };

/** Events as a sender posts them: JSON objects one a line, or lines of text. */
export async function send(
  { productId, shape = 'generic', sender = 'one', now }: Delivery,
  records: readonly (object | string)[],
): Promise<void> {
  const actor = token(productId, ['event:ingest']);
  const body = records.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
  const request = new Request(`http://localhost/?sender=${sender}`, { method: 'POST', body });
  await receiveEvents({ ...ctx(actor, now), actor }, request, shape);
}
