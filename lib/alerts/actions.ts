'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import { mergeAlert, separateAlert } from '@/lib/alerts/mutations/merge';
import { noteAlert } from '@/lib/alerts/mutations/note';
import { endSuppression, suppressAlert } from '@/lib/alerts/mutations/suppress';
import { type TriagedMany, triageAlert, triageAlerts } from '@/lib/alerts/mutations/triage';
import {
  endSuppressionSchema,
  mergeSchema,
  noteSchema,
  separateSchema,
  suppressSchema,
  triageManySchema,
  triageSchema,
} from '@/lib/alerts/schema';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';

export async function triageAlertAction(input: z.input<typeof triageSchema>): Promise<Result<void>> {
  return action((ctx) => triageAlert(ctx, parse(triageSchema, input)));
}

export async function triageAlertsAction(input: z.input<typeof triageManySchema>): Promise<Result<TriagedMany>> {
  return action((ctx) => triageAlerts(ctx, parse(triageManySchema, input)));
}

export async function mergeAlertAction(input: z.input<typeof mergeSchema>): Promise<Result<void>> {
  return action((ctx) => mergeAlert(ctx, parse(mergeSchema, input)));
}

export async function separateAlertAction(input: z.input<typeof separateSchema>): Promise<Result<void>> {
  return action((ctx) => separateAlert(ctx, parse(separateSchema, input)));
}

export async function noteAlertAction(input: z.input<typeof noteSchema>): Promise<Result<void>> {
  return action((ctx) => noteAlert(ctx, parse(noteSchema, input)));
}

export async function suppressAlertAction(input: z.input<typeof suppressSchema>): Promise<Result<string>> {
  return action((ctx) => suppressAlert(ctx, parse(suppressSchema, input)));
}

export async function endSuppressionAction(input: z.input<typeof endSuppressionSchema>): Promise<Result<void>> {
  return action((ctx) => endSuppression(ctx, parse(endSuppressionSchema, input)));
}
