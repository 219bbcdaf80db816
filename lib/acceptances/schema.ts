import { z } from 'zod';
import { NOTE_MAX, TEXT_MAX } from '@/lib/acceptances/rules';
import { ACCEPTANCE_REASONS } from '@/lib/acceptances/types';
import { selectionSchema } from '@/lib/findings/schema';

/** A request for named findings becomes one a product; more products than this are too many to be one decision. */
export const PRODUCTS_MAX = 50;
export const EVIDENCE_BYTES_MAX = 10 * 1024 * 1024;
export const EVIDENCE_FILES_MAX = 10;

/** PostgreSQL's text holds no NUL. */
const text = (max: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\u0000', '').trim())
    .pipe(z.string().max(max));
const someText = (max: number) => text(max).pipe(z.string().min(1));

const limits = {
  productId: z.uuid(),
  ceiling: z.int().min(0).max(4),
  exploited: z.boolean(),
};

/** What a request is about. `renewal`: the same as an earlier acceptance, whose findings it takes over. */
export const requestScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('findings'), selection: selectionSchema }),
  z.object({ kind: z.literal('package'), packageName: someText(500), ...limits }),
  z.object({ kind: z.literal('rule'), ruleId: someText(500), ...limits }),
  z.object({ kind: z.literal('product'), ...limits }),
  z.object({ kind: z.literal('renewal'), acceptanceId: z.uuid() }),
]);
export type RequestScope = z.infer<typeof requestScopeSchema>;

export const requestAcceptanceSchema = z.object({
  scope: requestScopeSchema,
  reason: z.enum(ACCEPTANCE_REASONS),
  justification: someText(TEXT_MAX),
  measures: text(TEXT_MAX),
  expiresAt: z.iso.datetime().transform((at) => new Date(at)),
});
export type RequestAcceptance = z.infer<typeof requestAcceptanceSchema>;

/** `version`: what the person saw. */
const seen = { id: z.uuid(), version: z.int().positive() };

export const decideSchema = z.object({ ...seen, decision: z.enum(['approve', 'reject']), note: text(NOTE_MAX) });
export type Decide = z.infer<typeof decideSchema>;

export const revokeSchema = z.object({ ...seen, note: someText(NOTE_MAX) });
export type Revoke = z.infer<typeof revokeSchema>;

export const withdrawSchema = z.object(seen);
export type Withdraw = z.infer<typeof withdrawSchema>;

export const acceptanceIdSchema = z.uuid();
export const evidenceNameSchema = someText(200).pipe(z.string().regex(/^[^/\\\p{Cc}]+$/u));

/** Which findings the dialog asks about: `selection` as JSON in the body. */
export const previewSchema = z.object({ selection: selectionSchema });
