import type { Safeguard } from '@/lib/safeguards/catalogue-schema';
import type { Reason, Terms, Verdict } from '@/lib/safeguards/types';

/** What the organisation decided of a promise; null: as the catalogue has it. */
export type Decided = {
  readonly number: number;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly atLeast: number | null;
  readonly days: number | null;
};

/** The terms in force. Where the organisation asks for less than the catalogue's part, that counts as part too. */
export function termsOf({ target, days }: Safeguard, decided: Decided | undefined): Terms {
  const atLeast = decided?.atLeast ?? target.atLeast;
  return { atLeast, partly: Math.min(target.partly, atLeast), days: decided?.days ?? days };
}

export const ATTESTED = ['met', 'partly', 'missed'] as const;
export type Attested = (typeof ATTESTED)[number];

/** The newest statement that was not withdrawn. */
export type Statement = {
  readonly verdict: Attested;
  readonly by: string;
  readonly createdAt: Date;
  readonly validUntil: Date;
};

const CODES = { met: 'attested', partly: 'attested_partly', missed: 'attested_missed' } as const;

/** What a statement is worth at a moment: when its last day is over nobody knows any more. */
export function judgeStatement(statement: Statement | undefined, now: Date): Verdict {
  const none = { counts: true, good: 0, total: 0, unclear: 0 } as const;
  if (!statement)
    return { ...none, state: 'unknown', reasons: [{ code: 'never_attested', params: {} }], freshAt: null };
  const { verdict, by, createdAt, validUntil } = statement;
  const params: Reason['params'] = { by, untilAt: validUntil.toISOString() };
  if (validUntil <= now) {
    return { ...none, state: 'unknown', reasons: [{ code: 'attestation_expired', params }], freshAt: createdAt };
  }
  return { ...none, state: verdict, reasons: [{ code: CODES[verdict], params }], freshAt: createdAt };
}

/** A promise that need not hold somewhere: a team's products, one product, or (both null) anywhere. */
export type Exception = {
  readonly id: string;
  readonly number: number;
  readonly safeguard: string;
  readonly teamId: string | null;
  readonly productId: string | null;
};

/** Whether an exception is about a product; about the whole organisation where `product` is null. */
export function covers(
  { teamId, productId }: Exception,
  product: { readonly id: string; readonly teamId: string } | null,
): boolean {
  if (teamId === null && productId === null) return true;
  return product !== null && (productId === product.id || teamId === product.teamId);
}
