'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { answerAsk, noteAsk } from '@/lib/duties/mutations/ask';
import { sayAware } from '@/lib/duties/mutations/aware';
import { decideDuty } from '@/lib/duties/mutations/decide';
import { sendReport } from '@/lib/duties/mutations/send';
import { saveSheet } from '@/lib/duties/mutations/sheet';
import { switchRegime } from '@/lib/duties/mutations/switch';
import {
  answerSchema,
  askSchema,
  decideSchema,
  saveSheetSchema,
  sendSchema,
  switchRegimeSchema,
} from '@/lib/duties/schema';
import { correctTimeSchema } from '@/lib/incidents/schema';

const awareSchema = correctTimeSchema.omit({ time: true });

export async function sayAwareAction(input: z.input<typeof awareSchema>): Promise<Result<void>> {
  return action((ctx) => sayAware(ctx, parse(awareSchema, input)));
}

export async function decideDutyAction(input: z.input<typeof decideSchema>): Promise<Result<void>> {
  return action((ctx) => decideDuty(ctx, parse(decideSchema, input)));
}

/** @returns the sheet's version */
export async function saveSheetAction(input: z.input<typeof saveSheetSchema>): Promise<Result<number>> {
  return action((ctx) => saveSheet(ctx, parse(saveSheetSchema, input)));
}

export async function sendReportAction(input: z.input<typeof sendSchema>): Promise<Result<void>> {
  return action((ctx) => sendReport(ctx, parse(sendSchema, input)));
}

export async function noteAskAction(input: z.input<typeof askSchema>): Promise<Result<void>> {
  return action((ctx) => noteAsk(ctx, parse(askSchema, input)));
}

export async function answerAskAction(input: z.input<typeof answerSchema>): Promise<Result<void>> {
  return action((ctx) => answerAsk(ctx, parse(answerSchema, input)));
}

export async function switchRegimeAction(input: z.input<typeof switchRegimeSchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    await switchRegime(ctx, parse(switchRegimeSchema, input));
    revalidatePath('/settings/incidents');
  });
}
