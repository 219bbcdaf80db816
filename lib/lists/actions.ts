'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { endEntry, replaceList, saveEntry, setUnseenDays, type Taken } from '@/lib/lists/mutations/change';
import { previewEntry, previewFile } from '@/lib/lists/preview';
import { endEntrySchema, replaceListSchema, saveEntrySchema, unseenDaysSchema } from '@/lib/lists/schema';
import type { Change } from '@/lib/lists/types';
import type { Preview } from '@/lib/lists/view-types';

const redraw = () => revalidatePath('/assets/lists');

export async function previewEntryAction(input: z.input<typeof saveEntrySchema>): Promise<Result<Preview>> {
  return action((ctx) => previewEntry(ctx, parse(saveEntrySchema, input)));
}

export async function previewFileAction(input: z.input<typeof replaceListSchema>): Promise<Result<Preview>> {
  return action((ctx) => previewFile(ctx, parse(replaceListSchema, input)));
}

export async function saveEntryAction(input: z.input<typeof saveEntrySchema>): Promise<Result<Taken>> {
  return action(async (ctx) => {
    const done = await saveEntry(ctx, parse(saveEntrySchema, input));
    redraw();
    return done;
  });
}

export async function endEntryAction(input: z.input<typeof endEntrySchema>): Promise<Result<readonly Change[]>> {
  return action(async (ctx) => {
    const done = await endEntry(ctx, parse(endEntrySchema, input));
    redraw();
    return done;
  });
}

export async function replaceListAction(input: z.input<typeof replaceListSchema>): Promise<Result<Taken>> {
  return action(async (ctx) => {
    const done = await replaceList(ctx, parse(replaceListSchema, input));
    redraw();
    return done;
  });
}

export async function setUnseenDaysAction(input: z.input<typeof unseenDaysSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    const done = await setUnseenDays(ctx, parse(unseenDaysSchema, input));
    redraw();
    return done;
  });
}
