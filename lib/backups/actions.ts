'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import { changeSource } from '@/lib/backups/mutations/change-source';
import { removePlan, savePlan } from '@/lib/backups/mutations/plan';
import { recordTest, withdrawTest } from '@/lib/backups/mutations/restore-test';
import { changeService, createService, removeService } from '@/lib/backups/mutations/service';
import {
  changeServiceSchema,
  changeSourceSchema,
  createServiceSchema,
  recordTestSchema,
  removeSeenSchema,
  savePlanSchema,
  withdrawTestSchema,
} from '@/lib/backups/schema';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';

const redraw = () => revalidatePath('/backups', 'layout');

export async function createServiceAction(input: z.input<typeof createServiceSchema>): Promise<Result<string>> {
  return action(async (ctx) => {
    const done = await createService(ctx, parse(createServiceSchema, input));
    redraw();
    return done;
  });
}

export async function changeServiceAction(input: z.input<typeof changeServiceSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    const done = await changeService(ctx, parse(changeServiceSchema, input));
    redraw();
    return done;
  });
}

export async function removeServiceAction(input: z.input<typeof removeSeenSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    const done = await removeService(ctx, parse(removeSeenSchema, input));
    redraw();
    return done;
  });
}

export async function savePlanAction(input: z.input<typeof savePlanSchema>): Promise<Result<string>> {
  return action(async (ctx) => {
    const done = await savePlan(ctx, parse(savePlanSchema, input));
    redraw();
    return done;
  });
}

export async function removePlanAction(input: z.input<typeof removeSeenSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    const done = await removePlan(ctx, parse(removeSeenSchema, input));
    redraw();
    return done;
  });
}

export async function recordTestAction(input: z.input<typeof recordTestSchema>): Promise<Result<string>> {
  return action(async (ctx) => {
    const done = await recordTest(ctx, parse(recordTestSchema, input));
    redraw();
    return done;
  });
}

export async function withdrawTestAction(input: z.input<typeof withdrawTestSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    const done = await withdrawTest(ctx, parse(withdrawTestSchema, input));
    redraw();
    return done;
  });
}

export async function changeSourceAction(input: z.input<typeof changeSourceSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    const done = await changeSource(ctx, parse(changeSourceSchema, input));
    redraw();
    return done;
  });
}
