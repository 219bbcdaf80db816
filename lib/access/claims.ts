import { z } from 'zod';
import { rolesOf } from '@/lib/access/rules';
import type { StepUpSettings } from '@/lib/access/settings-schema';
import type { Role } from '@/lib/core/context';

const texts = z.union([z.array(z.string()), z.string().transform((text) => [text])]);
const seconds = z.number().int().positive();

const schema = z.object({
  // Entra's ids are GUIDs: not each has a version and variant of RFC 9562.
  tid: z.guid(),
  oid: z.guid(),
  // For display only: a long one is cut, not refused.
  name: z
    .string()
    .transform((name) => [...name.trim()].slice(0, 200).join(''))
    .optional(),
  preferred_username: z.string().max(320).optional(),
  email: z.string().max(320).optional(),
  roles: texts.default([]),
  acrs: texts.default([]),
  auth_time: seconds.optional(),
  iat: seconds,
  sid: z.string().max(200).optional(),
  login_hint: z.string().max(1000).optional(),
});

/** What we take from an ID token of Entra v2.0. Identity is tenant and object id; the rest is for display or proof. */
export type Identity = {
  readonly tenantId: string;
  readonly objectId: string;
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly acrs: readonly string[];
  readonly authTime: Date | null;
  readonly issuedAt: Date;
  readonly idpSid: string | null;
  readonly loginHint: string | null;
};

const at = (value: number): Date => new Date(value * 1000);

/** Null where `tid` or `oid` is missing or the claims have another shape. */
export function identityOf(claims: unknown): Identity | null {
  const parsed = schema.safeParse(claims);
  if (!parsed.success) return null;
  const token = parsed.data;
  const email = token.email ?? token.preferred_username ?? null;
  return {
    tenantId: token.tid,
    objectId: token.oid,
    name: token.name || email || token.oid,
    email,
    roles: rolesOf(token.roles),
    acrs: token.acrs,
    authTime: token.auth_time === undefined ? null : at(token.auth_time),
    issuedAt: at(token.iat),
    idpSid: token.sid ?? null,
    loginHint: token.login_hint ?? null,
  };
}

/** Entra's "every time" tolerates five minutes. */
const TOLERANCE_MS = 5 * 60_000;

export type StepUpRefusal = 'other-person' | 'not-proven' | 'stale';

export type PendingProof = {
  readonly acr: string;
  readonly createdAt: Date;
  readonly person: { readonly tenantId: string; readonly objectId: string };
};

/** Why an identity does not prove what a pending step-up asks for; null when it does. */
export function stepUpRefusal(
  identity: Identity,
  pending: PendingProof,
  freshness: StepUpSettings['freshness'],
): StepUpRefusal | null {
  const { person } = pending;
  if (identity.tenantId !== person.tenantId || identity.objectId !== person.objectId) return 'other-person';
  if (!identity.acrs.includes(pending.acr)) return 'not-proven';
  const provenAt = freshness === 'iat' ? identity.issuedAt : identity.authTime;
  const oldest = pending.createdAt.getTime() - TOLERANCE_MS;
  return provenAt && provenAt.getTime() >= oldest ? null : 'stale';
}
