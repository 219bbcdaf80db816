'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { saveChain } from '@/lib/escalation/mutations/chains';
import { saveChannel, testChannel } from '@/lib/escalation/mutations/channels';
import { addOverride, endOverride } from '@/lib/escalation/mutations/overrides';
import { saveProfile } from '@/lib/escalation/mutations/profile';
import { archiveSchedule, saveSchedule } from '@/lib/escalation/mutations/schedules';
import {
  archiveScheduleSchema,
  endOverrideSchema,
  overrideSchema,
  saveChainSchema,
  saveChannelSchema,
  saveProfileSchema,
  saveScheduleSchema,
  testChannelSchema,
} from '@/lib/escalation/schema';

export async function saveScheduleAction(input: unknown): Promise<Result<string>> {
  return action(async (ctx) => {
    const id = await saveSchedule(ctx, parse(saveScheduleSchema, input));
    revalidatePath('/settings/on-call');
    return id;
  });
}

export async function archiveScheduleAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await archiveSchedule(ctx, parse(archiveScheduleSchema, input));
    revalidatePath('/settings/on-call');
  });
}

export async function addOverrideAction(input: unknown): Promise<Result<string>> {
  return action(async (ctx) => {
    const id = await addOverride(ctx, parse(overrideSchema, input));
    revalidatePath('/settings/on-call');
    return id;
  });
}

export async function endOverrideAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await endOverride(ctx, parse(endOverrideSchema, input));
    revalidatePath('/settings/on-call');
  });
}

export async function saveChannelAction(input: unknown): Promise<Result<string>> {
  return action(async (ctx) => {
    const id = await saveChannel(ctx, parse(saveChannelSchema, input));
    revalidatePath('/settings/escalation');
    return id;
  });
}

export async function testChannelAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await testChannel(ctx, parse(testChannelSchema, input));
    revalidatePath('/settings/escalation');
  });
}

export async function saveChainAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await saveChain(ctx, parse(saveChainSchema, input));
    revalidatePath('/settings/escalation');
  });
}

export async function saveProfileAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await saveProfile(ctx, parse(saveProfileSchema, input));
    revalidatePath('/settings/profile');
  });
}
