import { z } from 'zod';
import { ATTESTED } from '@/lib/safeguards/terms';

/** Verbs look it up: the browser need not know the catalogue. */
const safeguard = z.string().regex(/^[A-H]\d{1,2}$/);
const reason = z.string().trim().min(10).max(2000);

export const DAYS_MAX = 730;
/** An exception ends within a year; then it is asked for again. */
export const EXCEPTION_DAYS_MAX = 366;

/** `validUntil`, `expiresAt`: instants, ISO 8601. `known`: number of the newest one that the person has seen, 0 without. */
export const attestSchema = z.strictObject({
  safeguard,
  known: z.int().min(0),
  verdict: z.enum(ATTESTED),
  statement: reason,
  document: z.string().trim().min(1).max(500),
  validUntil: z.coerce.date(),
});
export type Attest = z.infer<typeof attestSchema>;

export const withdrawSchema = z.strictObject({ id: z.uuid() });
export type Withdraw = z.infer<typeof withdrawSchema>;

/** Null: as the catalogue has it. */
export const saveTermsSchema = z.strictObject({
  safeguard,
  known: z.int().min(0),
  ownerId: z.uuid().nullable(),
  atLeast: z.number().gt(0).max(1).nullable(),
  days: z.int().min(1).max(DAYS_MAX).nullable(),
  reason,
});
export type SaveTerms = z.infer<typeof saveTermsSchema>;

export const EXCEPTION_KINDS = ['accepted', 'not_applicable'] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** `teamId`, `productId`: one of them, or neither for the whole organisation. */
export const requestExceptionSchema = z
  .strictObject({
    safeguard,
    teamId: z.uuid().nullable(),
    productId: z.uuid().nullable(),
    kind: z.enum(EXCEPTION_KINDS),
    reason,
    expiresAt: z.coerce.date(),
  })
  .refine(({ teamId, productId }) => teamId === null || productId === null);
export type RequestException = z.infer<typeof requestExceptionSchema>;

export const decideExceptionSchema = z.strictObject({
  id: z.uuid(),
  approve: z.boolean(),
  note: z.string().trim().max(2000),
});
export type DecideException = z.infer<typeof decideExceptionSchema>;

export const endExceptionSchema = z.strictObject({ id: z.uuid() });
export type EndException = z.infer<typeof endExceptionSchema>;
