import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { notify } from '@/lib/notices/mutations';
import type { NewNotice } from '@/lib/notices/types';
import { isLetter, isWorse } from '@/lib/tls/rules';

type About = { readonly endpointId: string; readonly productId: string; readonly name: string };

type Before = {
  readonly ownerId: string | null;
  readonly letter: string | null;
  readonly expiryDueAt: Date | null;
  readonly lastGradedAt: Date | null;
};
type After = { readonly letter: string | null; readonly expiresAt: Date | null; readonly expiryDueAt: Date | null };

/** Tells the owner, once each, that the grade dropped and that a certificate begins to end too soon. */
export async function tellOwner(
  tx: Tx,
  ctx: Ctx,
  { endpointId, productId, name }: About,
  { before, after }: { readonly before: Before; readonly after: After },
): Promise<void> {
  const { ownerId: personId } = before;
  if (personId === null) return;
  const common = { personId, href: `/tls/${endpointId}`, productId };
  const notices: NewNotice[] = [];
  if (isLetter(before.letter) && isLetter(after.letter) && isWorse(after.letter, before.letter)) {
    notices.push({ ...common, kind: 'tls_dropped', params: { name, from: before.letter, to: after.letter } });
  }
  const was = before.expiryDueAt !== null && before.lastGradedAt !== null && before.expiryDueAt <= before.lastGradedAt;
  const is = after.expiryDueAt !== null && after.expiryDueAt <= ctx.now;
  if (is && !was && after.expiresAt !== null) {
    notices.push({ ...common, kind: 'tls_expiring', params: { name, expiresAt: after.expiresAt.toISOString() } });
  }
  await notify(tx, ctx, notices);
}
