'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { makeReport } from '@/lib/reports/mutations/make';
import { addSchedule, changeSchedule } from '@/lib/reports/mutations/schedules';
import { addScheduleSchema, changeScheduleSchema, makeReportSchema } from '@/lib/reports/schema';

export async function makeReportAction(input: z.input<typeof makeReportSchema>): Promise<Result<number>> {
  return action((ctx) => makeReport(ctx, parse(makeReportSchema, input)));
}

export async function addScheduleAction(input: z.input<typeof addScheduleSchema>): Promise<Result<string>> {
  return action((ctx) => addSchedule(ctx, parse(addScheduleSchema, input)));
}

export async function changeScheduleAction(input: z.input<typeof changeScheduleSchema>): Promise<Result<void>> {
  return action((ctx) => changeSchedule(ctx, parse(changeScheduleSchema, input)));
}
