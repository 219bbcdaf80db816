'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { attest, withdrawAttestation } from '@/lib/safeguards/mutations/attest';
import { decideException, endException, requestException } from '@/lib/safeguards/mutations/except';
import { saveTerms } from '@/lib/safeguards/mutations/terms';
import {
  attestSchema,
  decideExceptionSchema,
  endExceptionSchema,
  requestExceptionSchema,
  saveTermsSchema,
  withdrawSchema,
} from '@/lib/safeguards/schema';

const PAGES = '/posture';

export async function attestAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await attest(ctx, parse(attestSchema, input));
    revalidatePath(PAGES, 'layout');
  });
}

export async function withdrawAttestationAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await withdrawAttestation(ctx, parse(withdrawSchema, input));
    revalidatePath(PAGES, 'layout');
  });
}

export async function saveTermsAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await saveTerms(ctx, parse(saveTermsSchema, input));
    revalidatePath(PAGES, 'layout');
  });
}

export async function requestExceptionAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await requestException(ctx, parse(requestExceptionSchema, input));
    revalidatePath(PAGES, 'layout');
  });
}

export async function decideExceptionAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await decideException(ctx, parse(decideExceptionSchema, input));
    revalidatePath(PAGES, 'layout');
  });
}

export async function endExceptionAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await endException(ctx, parse(endExceptionSchema, input));
    revalidatePath(PAGES, 'layout');
  });
}
