'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { decideIncident, sayIncident } from '@/lib/incidents/mutations/say';
import { followIncident, updateStakeholders } from '@/lib/incidents/mutations/update';
import { decideSchema, followSchema, saySchema, updateSchema } from '@/lib/incidents/room/schema';

/** @returns the number of its line, as do the next two */
export async function sayAction(input: z.input<typeof saySchema>): Promise<Result<number>> {
  return action((ctx) => sayIncident(ctx, parse(saySchema, input)));
}

export async function decideAction(input: z.input<typeof decideSchema>): Promise<Result<number>> {
  return action((ctx) => decideIncident(ctx, parse(decideSchema, input)));
}

export async function updateStakeholdersAction(input: z.input<typeof updateSchema>): Promise<Result<number>> {
  return action((ctx) => updateStakeholders(ctx, parse(updateSchema, input)));
}

export async function followAction(input: z.input<typeof followSchema>): Promise<Result<void>> {
  return action((ctx) => followIncident(ctx, parse(followSchema, input)));
}
