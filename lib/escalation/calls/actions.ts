'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { pageNow } from '@/lib/escalation/mutations/page';
import { restartChain } from '@/lib/escalation/mutations/restart';
import { silenceChains, wakeChains } from '@/lib/escalation/mutations/silence';
import { pageNowSchema, restartSchema, silenceSchema, wakeSchema } from '@/lib/escalation/schema';

/** @returns how many were called */
export async function pageNowAction(input: unknown): Promise<Result<number>> {
  return action((ctx) => pageNow(ctx, parse(pageNowSchema, input)));
}

export async function silenceChainsAction(input: z.input<typeof silenceSchema>): Promise<Result<void>> {
  return action((ctx) => silenceChains(ctx, parse(silenceSchema, input)));
}

export async function wakeChainsAction(input: z.input<typeof wakeSchema>): Promise<Result<void>> {
  return action((ctx) => wakeChains(ctx, parse(wakeSchema, input)));
}

export async function restartChainAction(input: z.input<typeof restartSchema>): Promise<Result<void>> {
  return action((ctx) => restartChain(ctx, parse(restartSchema, input)));
}
