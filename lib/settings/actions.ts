'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { changeSetting } from '@/lib/settings/mutations';
import { changeSettingSchema } from '@/lib/settings/schema';

export async function changeSettingAction(input: unknown): Promise<Result<void>> {
  return action(async (ctx) => {
    await changeSetting(ctx, parse(changeSettingSchema, input));
    revalidatePath('/settings/organisation');
    revalidatePath('/settings/intel');
    revalidatePath('/settings/tls');
  });
}
