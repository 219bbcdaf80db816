'use server';

import type { z } from 'zod';
import { decide } from '@/lib/acceptances/mutations/decide';
import { revokeAcceptance, withdrawAcceptance } from '@/lib/acceptances/mutations/end';
import { requestAcceptance } from '@/lib/acceptances/mutations/request';
import { decideSchema, requestAcceptanceSchema, revokeSchema, withdrawSchema } from '@/lib/acceptances/schema';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';

export async function requestAcceptanceAction(
  input: z.input<typeof requestAcceptanceSchema>,
): Promise<Result<readonly string[]>> {
  return action((ctx) => requestAcceptance(ctx, parse(requestAcceptanceSchema, input)));
}

export async function decideAcceptanceAction(input: z.input<typeof decideSchema>): Promise<Result<number>> {
  return action((ctx) => decide(ctx, parse(decideSchema, input)));
}

export async function withdrawAcceptanceAction(input: z.input<typeof withdrawSchema>): Promise<Result<void>> {
  return action((ctx) => withdrawAcceptance(ctx, parse(withdrawSchema, input)));
}

export async function revokeAcceptanceAction(input: z.input<typeof revokeSchema>): Promise<Result<number>> {
  return action((ctx) => revokeAcceptance(ctx, parse(revokeSchema, input)));
}
