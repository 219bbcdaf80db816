'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { switchRule } from '@/lib/incident-rules/mutations/switch';
import { archiveRule, createRule, editRule } from '@/lib/incident-rules/mutations/write';
import { archiveRuleSchema, editRuleSchema, ruleSchema, switchRuleSchema } from '@/lib/incident-rules/schema';

const shownAnew = () => revalidatePath('/settings/incidents');

export async function switchRuleAction(input: z.input<typeof switchRuleSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    await switchRule(ctx, parse(switchRuleSchema, input));
    shownAnew();
  });
}

export async function createRuleAction(input: z.input<typeof ruleSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    await createRule(ctx, parse(ruleSchema, input));
    shownAnew();
  });
}

export async function editRuleAction(input: z.input<typeof editRuleSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    await editRule(ctx, parse(editRuleSchema, input));
    shownAnew();
  });
}

export async function archiveRuleAction(input: z.input<typeof archiveRuleSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    await archiveRule(ctx, parse(archiveRuleSchema, input));
    shownAnew();
  });
}
