import { z } from 'zod';

/** What a machine may be given: of the policy table's token column, what an address under `/api/v1` asks for. */
export const TOKEN_SCOPES = [
  'finding:ingest',
  'import:read',
  'finding:read',
  'event:ingest',
  'backup:ingest',
  'restore-test:write',
  'asset-list:read',
  'asset-list:write',
] as const;

export const TOKEN_DAYS_MAX = 90;

export const createTokenSchema = z.object({
  name: z.string().trim().min(1).max(80),
  productId: z.uuid(),
  scopes: z
    .array(z.enum(TOKEN_SCOPES))
    .min(1)
    .transform((scopes) => [...new Set(scopes)]),
  days: z.int().min(1).max(TOKEN_DAYS_MAX),
});

export type CreateTokenInput = z.infer<typeof createTokenSchema>;

export const tokenIdSchema = z.string().regex(/^[0-9A-Za-z]{8}$/);

const placesSchema = z.object({
  everywhere: z.boolean(),
  teams: z.array(z.uuid()).max(200),
  products: z.array(z.uuid()).max(500),
});

export const setGrantsSchema = z.object({
  personId: z.uuid(),
  /** The grant ids that the form showed: somebody else's change in between is a conflict. */
  known: z.array(z.uuid()).max(1000),
  roles: placesSchema,
  /** The duty of approving risks: its own teams and products, never everywhere. */
  approver: placesSchema.omit({ everywhere: true }),
});

export type SetGrantsInput = z.infer<typeof setGrantsSchema>;

export const setDisabledSchema = z.object({ personId: z.uuid(), disabled: z.boolean() });

export const END_NOTE_MAX = 300;

export const endSessionsOfSchema = z.object({
  personId: z.uuid(),
  /** Null: all of the person's sessions. */
  sessionId: z.uuid().nullable(),
  /** Why: for the audit trail. */
  note: z.string().trim().min(3).max(END_NOTE_MAX),
});

export type EndSessionsOfInput = z.infer<typeof endSessionsOfSchema>;

/** A search for people as the address has it; anything but one text is none. */
export function searchOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 100) : '';
}

/** A path of this product: never another host (`//evil`), never a scheme. */
export const pathSchema = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])[^\\\s]*$/);

export const keepIntentSchema = z.object({
  stepUpId: z.uuid(),
  returnTo: pathSchema,
  draft: z.object({ key: z.string().max(60), input: z.json() }),
});

export type KeepIntentInput = z.infer<typeof keepIntentSchema>;
