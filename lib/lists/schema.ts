import { z } from 'zod';
import { LIST_LIMITS } from '@/lib/lists/limits';
import { KINDS } from '@/lib/lists/types';

export const kindSchema = z.enum(KINDS);

/** Longer texts are mistakes that `readEntry` names; beyond these they are attacks. */
const said = z.string().max(2_000).default('');

export const rawEntrySchema = z.object({
  subject: said,
  detail: said,
  protocol: said,
  reason: said,
  owner: said,
  until: said,
});

/** A product; null: the organisation. */
export const placeIdSchema = z.uuid().nullable();
const place = { kind: kindSchema, productId: placeIdSchema };
/** The list as the person saw it; 0: there was none. */
const version = z.int().min(0);
const key = z.object({ subject: z.string().max(300), detail: z.string().max(300), protocol: z.string().max(10) });

export const saveEntrySchema = z.object({ ...place, version, before: key.nullable(), entry: rawEntrySchema });
export type SaveEntry = z.infer<typeof saveEntrySchema>;

export const endEntrySchema = z.object({ ...place, version, key });
export type EndEntry = z.infer<typeof endEntrySchema>;

export const replaceListSchema = z.object({ ...place, version, text: z.string().max(LIST_LIMITS.bytes) });
export type ReplaceList = z.infer<typeof replaceListSchema>;

export const unseenDaysSchema = z.object({ productId: z.uuid(), version, days: z.int().min(1).max(3_650) });
export type UnseenDays = z.infer<typeof unseenDaysSchema>;

const told = z.union([z.string().max(2_000), z.number(), z.null()]).transform((value) => String(value ?? ''));

/** What machines send: `{ "entries": [{ "host": "10.0.0.1", "port": 443, "reason": "…" }] }`, named as columns of a file. */
export const documentSchema = z.strictObject({
  entries: z.array(z.record(z.string().max(50), told)).max(LIST_LIMITS.entries),
});

export const entrySchema = z.object({
  subject: z.string(),
  detail: z.string(),
  protocol: z.string(),
  reason: z.string(),
  owner: z.string(),
  until: z.string().nullable(),
});
export const changesSchema = z.array(z.object({ before: entrySchema.nullable(), after: entrySchema.nullable() }));
