'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { correctFinding } from '@/lib/engagements/mutations/correct';
import { enterFindings } from '@/lib/engagements/mutations/enter';
import { moveEngagement } from '@/lib/engagements/mutations/move';
import { changeOwner } from '@/lib/engagements/mutations/owner';
import { recordRetest } from '@/lib/engagements/mutations/retest';
import { changeEngagement, createEngagement } from '@/lib/engagements/mutations/write';
import {
  changeEngagementSchema,
  changeOwnerSchema,
  correctFindingSchema,
  createEngagementSchema,
  enterFindingSchema,
  moveEngagementSchema,
  recordRetestSchema,
} from '@/lib/engagements/schema';

export async function createEngagementAction(input: z.input<typeof createEngagementSchema>): Promise<Result<number>> {
  return action((ctx) => createEngagement(ctx, parse(createEngagementSchema, input)));
}

export async function changeEngagementAction(input: z.input<typeof changeEngagementSchema>): Promise<Result<void>> {
  return action((ctx) => changeEngagement(ctx, parse(changeEngagementSchema, input)));
}

export async function changeOwnerAction(input: z.input<typeof changeOwnerSchema>): Promise<Result<void>> {
  return action((ctx) => changeOwner(ctx, parse(changeOwnerSchema, input)));
}

export async function moveEngagementAction(input: z.input<typeof moveEngagementSchema>): Promise<Result<void>> {
  return action((ctx) => moveEngagement(ctx, parse(moveEngagementSchema, input)));
}

export async function enterFindingAction(input: z.input<typeof enterFindingSchema>): Promise<Result<string>> {
  return action((ctx) => {
    const { number, entry, replace } = parse(enterFindingSchema, input);
    return enterFindings(ctx, { number, entries: [entry], way: 'form', replace });
  });
}

export async function correctFindingAction(input: z.input<typeof correctFindingSchema>): Promise<Result<string>> {
  return action((ctx) => correctFinding(ctx, parse(correctFindingSchema, input)));
}

export async function recordRetestAction(input: z.input<typeof recordRetestSchema>): Promise<Result<void>> {
  return action((ctx) => recordRetest(ctx, parse(recordRetestSchema, input)));
}
