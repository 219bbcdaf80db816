'use server';

import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { ownIntent } from '@/lib/access/data/step-up';
import { action } from '@/lib/access/guard';
import { setDisabled, setGrants } from '@/lib/access/mutations/people';
import { endOtherSessions, endOwnSession, endSessionsOf, signOut } from '@/lib/access/mutations/sessions';
import { keepIntent } from '@/lib/access/mutations/step-up';
import { createToken, type NewToken, revokeToken } from '@/lib/access/mutations/tokens';
import {
  createTokenSchema,
  endSessionsOfSchema,
  keepIntentSchema,
  setDisabledSchema,
  setGrantsSchema,
  tokenIdSchema,
} from '@/lib/access/schema';
import type { IntentDto } from '@/lib/access/types';
import { takenBackCookie } from '@/lib/core/auth/cookie';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';

const idSchema = z.uuid();

export async function signOutAction(): Promise<Result<{ url: string }>> {
  return action(async (ctx) => {
    const out = await signOut(ctx);
    (await cookies()).set(takenBackCookie());
    return out;
  });
}

export async function endSessionAction(id: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await endOwnSession(ctx, parse(idSchema, id));
    revalidatePath('/settings/sessions');
  });
}

export async function endOtherSessionsAction(): Promise<Result<number>> {
  return action(async (ctx) => {
    const count = await endOtherSessions(ctx);
    revalidatePath('/settings/sessions');
    return count;
  });
}

export async function createTokenAction(input: unknown): Promise<Result<NewToken>> {
  return action(async (ctx) => {
    const token = await createToken(ctx, parse(createTokenSchema, input));
    revalidatePath('/settings/tokens');
    return token;
  });
}

export async function revokeTokenAction(id: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await revokeToken(ctx, parse(tokenIdSchema, id));
    revalidatePath('/settings/tokens');
  });
}

export async function setGrantsAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await setGrants(ctx, parse(setGrantsSchema, input));
    revalidatePath('/settings/people');
  });
}

export async function setDisabledAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    const { personId, disabled } = parse(setDisabledSchema, input);
    await setDisabled(ctx, personId, disabled);
    revalidatePath('/settings/people');
  });
}

export async function endSessionsOfAction(input: unknown): Promise<Result<number>> {
  return action(async (ctx) => {
    const count = await endSessionsOf(ctx, parse(endSessionsOfSchema, input));
    revalidatePath('/settings/signed-in');
    return count;
  });
}

export async function keepIntentAction(input: unknown): Promise<Result<void>> {
  return action((ctx) => keepIntent(ctx, parse(keepIntentSchema, input)));
}

export async function loadIntentAction(id: unknown): Promise<Result<IntentDto | null>> {
  return action((ctx) => ownIntent(ctx.actor, parse(idSchema, id), ctx.now));
}
