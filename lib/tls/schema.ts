import { z } from 'zod';
import { parseAddress } from '@/lib/core/addresses/address';
import { DomainError } from '@/lib/core/errors';
import { STARTTLS, WEAKNESSES } from '@/lib/tls/facts';
import { canonicalHost, canonicalName } from '@/lib/tls/place';
import { TARGETS } from '@/lib/tls/rules';
import { SUGGESTED_MAX } from '@/lib/tls/suggest';

export const WARN_DAYS_MAX = 365;
export const EVERY_HOURS_MAX = 720;
/** Endpoints that one call may ask to be scanned. */
export const ASK_MAX = 500;
export const STORE_NAME_MAX = 60;
/** A form that waits for a second factor holds no more (lib/access/mutations/step-up.ts): about ten authorities. */
export const PEM_MAX = 15_000;
export const OPINION_NOTE_MAX = 500;
export const OPINION_BYTES_MAX = 20 * 1024 * 1024;

const written = (canonical: (text: string) => string | null) =>
  z.string().transform((text, check) => {
    const found = canonical(text);
    if (found !== null) return found;
    check.addIssue({ code: 'custom', message: 'host' });
    return z.NEVER;
  });

const host = written(canonicalHost);
/** Empty: as the host says. */
const sni = z.union([z.string().trim().pipe(z.literal('')), written(canonicalName)]);
const address = z
  .string()
  .trim()
  .refine((text) => text === '' || parseAddress(text) !== null);

const place = {
  host,
  port: z.int().min(1).max(65_535),
  sni,
  address,
  starttls: z.enum(['', ...STARTTLS]),
};

const watch = {
  ownerId: z.uuid().nullable(),
  target: z.enum(TARGETS),
  warnDays: z.int().min(1).max(WARN_DAYS_MAX).nullable(),
  everyHours: z.int().min(1).max(EVERY_HOURS_MAX).nullable(),
  switchedOff: z.array(z.enum(WEAKNESSES)).max(WEAKNESSES.length),
};

export const createEndpointSchema = z.object({ productId: z.uuid(), ...place, ...watch });
export type CreateEndpoint = z.infer<typeof createEndpointSchema>;

/** `version`: what the person saw. Where it is stays as it is: another place is another endpoint. */
const seen = { id: z.uuid(), version: z.int().positive() };
export const changeEndpointSchema = z.object({ ...seen, ...watch });
export type ChangeEndpoint = z.infer<typeof changeEndpointSchema>;

export const removeEndpointSchema = z.object(seen);
export type RemoveEndpoint = z.infer<typeof removeEndpointSchema>;

export const askScansSchema = z.object({ ids: z.array(z.uuid()).min(1).max(ASK_MAX) });
export const cancelScanSchema = z.object({ id: z.uuid() });

export const addSuggestedSchema = z.object({
  productId: z.uuid(),
  places: z
    .array(z.object({ host, port: place.port, starttls: place.starttls }))
    .min(1)
    .max(SUGGESTED_MAX),
});
export type AddSuggested = z.infer<typeof addSuggestedSchema>;

export const saveTrustStoreSchema = z.object({
  /** Null: a new one. */
  id: z.uuid().nullable(),
  version: z.int().nonnegative(),
  teamId: z.uuid(),
  name: z.string().trim().min(1).max(STORE_NAME_MAX),
  pem: z.string().max(PEM_MAX),
});
export type SaveTrustStore = z.infer<typeof saveTrustStoreSchema>;

export const removeTrustStoreSchema = z.object({ ...seen, teamId: z.uuid() });
export type RemoveTrustStore = z.infer<typeof removeTrustStoreSchema>;

export const removeOpinionSchema = z.object({
  endpointId: z.uuid(),
  id: z.uuid(),
  /** Why, for the audit trail. */
  note: z
    .string()
    .transform((note) => note.replaceAll('\u0000', '').trim())
    .pipe(z.string().min(1).max(OPINION_NOTE_MAX)),
});
export type RemoveOpinion = z.infer<typeof removeOpinionSchema>;

const idInAddress = z.uuid();

/** An id in an address. @throws DomainError `not_found` where it cannot be one */
export function requireEndpointId(segment: string): string {
  const parsed = idInAddress.safeParse(segment);
  if (!parsed.success) throw new DomainError('not_found');
  return parsed.data;
}
