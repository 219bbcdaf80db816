'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { addAction, changeAction } from '@/lib/reviews/mutations/actions';
import { publishReview } from '@/lib/reviews/mutations/publish';
import { saveReview } from '@/lib/reviews/mutations/save';
import { addActionSchema, changeActionSchema, publishReviewSchema, saveReviewSchema } from '@/lib/reviews/schema';

/** @returns the review's version */
export async function saveReviewAction(input: z.input<typeof saveReviewSchema>): Promise<Result<number>> {
  return action((ctx) => saveReview(ctx, parse(saveReviewSchema, input)));
}

/** @returns the number of the publication */
export async function publishReviewAction(input: z.input<typeof publishReviewSchema>): Promise<Result<number>> {
  return action((ctx) => publishReview(ctx, parse(publishReviewSchema, input)));
}

export async function addActionAction(input: z.input<typeof addActionSchema>): Promise<Result<void>> {
  return action((ctx) => addAction(ctx, parse(addActionSchema, input)));
}

export async function changeActionAction(input: z.input<typeof changeActionSchema>): Promise<Result<void>> {
  return action((ctx) => changeAction(ctx, parse(changeActionSchema, input)));
}
