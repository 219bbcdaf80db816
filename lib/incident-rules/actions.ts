'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { switchRule, switchRuleSchema } from '@/lib/incident-rules/mutations/switch';

export async function switchRuleAction(input: z.input<typeof switchRuleSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    await switchRule(ctx, parse(switchRuleSchema, input));
    revalidatePath('/settings/incidents');
  });
}
