'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { decideElevation, reviewElevation } from '@/lib/elevations/mutations/decide';
import { endElevation } from '@/lib/elevations/mutations/end';
import { requestElevation } from '@/lib/elevations/mutations/request';
import {
  decideElevationSchema,
  endElevationSchema,
  requestElevationSchema,
  reviewElevationSchema,
} from '@/lib/elevations/schema';

/** The banner of every page says what one holds. */
const everyPage = () => revalidatePath('/', 'layout');

export async function requestElevationAction(input: unknown): Promise<Result<string>> {
  return action(async (ctx) => {
    const id = await requestElevation(ctx, parse(requestElevationSchema, input));
    everyPage();
    return id;
  });
}

export async function decideElevationAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await decideElevation(ctx, parse(decideElevationSchema, input));
    everyPage();
  });
}

export async function endElevationAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await endElevation(ctx, parse(endElevationSchema, input).id);
    everyPage();
  });
}

export async function reviewElevationAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await reviewElevation(ctx, parse(reviewElevationSchema, input));
    everyPage();
  });
}
