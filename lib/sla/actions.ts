'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { saveCalendar } from '@/lib/sla/mutations/calendar';
import { savePolicy, withdrawPolicy } from '@/lib/sla/mutations/policy';
import { previewPolicy } from '@/lib/sla/mutations/preview';
import { saveCalendarSchema, savePolicySchema, withdrawPolicySchema } from '@/lib/sla/schema';
import type { PolicyPreview } from '@/lib/sla/types';

const PAGES = '/settings/sla';

export async function savePolicyAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await savePolicy(ctx, parse(savePolicySchema, input));
    revalidatePath(PAGES, 'layout');
  });
}

export async function previewPolicyAction(input: unknown): Promise<Result<PolicyPreview>> {
  return action((ctx) => previewPolicy(ctx, parse(savePolicySchema, input)));
}

export async function withdrawPolicyAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await withdrawPolicy(ctx, parse(withdrawPolicySchema, input));
    revalidatePath(PAGES, 'layout');
  });
}

export async function saveCalendarAction(input: unknown): Promise<Result<string>> {
  return action(async (ctx) => {
    const id = await saveCalendar(ctx, parse(saveCalendarSchema, input));
    revalidatePath(PAGES, 'layout');
    return id;
  });
}
