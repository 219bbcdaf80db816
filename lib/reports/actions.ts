'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { makeReport } from '@/lib/reports/mutations/make';
import { makeReportSchema } from '@/lib/reports/schema';

export async function makeReportAction(input: z.input<typeof makeReportSchema>): Promise<Result<number>> {
  return action((ctx) => makeReport(ctx, parse(makeReportSchema, input)));
}
