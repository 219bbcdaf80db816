'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { moveEngagement } from '@/lib/engagements/mutations/move';
import { changeEngagement, createEngagement } from '@/lib/engagements/mutations/write';
import { changeEngagementSchema, createEngagementSchema, moveEngagementSchema } from '@/lib/engagements/schema';

export async function createEngagementAction(input: z.input<typeof createEngagementSchema>): Promise<Result<number>> {
  return action((ctx) => createEngagement(ctx, parse(createEngagementSchema, input)));
}

export async function changeEngagementAction(input: z.input<typeof changeEngagementSchema>): Promise<Result<void>> {
  return action((ctx) => changeEngagement(ctx, parse(changeEngagementSchema, input)));
}

export async function moveEngagementAction(input: z.input<typeof moveEngagementSchema>): Promise<Result<void>> {
  return action((ctx) => moveEngagement(ctx, parse(moveEngagementSchema, input)));
}
