'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { attachAlerts, detachAlert } from '@/lib/incidents/mutations/alerts';
import { closeIncident, reopenIncident } from '@/lib/incidents/mutations/close';
import { correctTime, editIncident } from '@/lib/incidents/mutations/correct';
import { declareIncident } from '@/lib/incidents/mutations/declare';
import { moveIncident } from '@/lib/incidents/mutations/move';
import { saveIncidentPolicy } from '@/lib/incidents/mutations/policy';
import { prioritiseIncident } from '@/lib/incidents/mutations/prioritise';
import { endRole, giveRole } from '@/lib/incidents/mutations/roles';
import { savePolicySchema } from '@/lib/incidents/policy-schema';
import {
  acknowledgeSchema,
  attachAlertsSchema,
  closeSchema,
  correctByHandSchema,
  declareSchema,
  detachAlertSchema,
  editSchema,
  endRoleSchema,
  moveSchema,
  prioritiseSchema,
  reopenSchema,
  roleSchema,
} from '@/lib/incidents/schema';
import { requireReviewed } from '@/lib/reviews/mutations/gate';

/** @returns the new incident's number */
export async function declareIncidentAction(input: z.input<typeof declareSchema>): Promise<Result<number>> {
  return action((ctx) => declareIncident(ctx, parse(declareSchema, input)));
}

/** @returns whether it was this person who took it */
export async function acknowledgeIncidentAction(input: z.input<typeof acknowledgeSchema>): Promise<Result<boolean>> {
  return action((ctx) => acknowledgeIncident(ctx, parse(acknowledgeSchema, input)));
}

export async function moveIncidentAction(input: z.input<typeof moveSchema>): Promise<Result<void>> {
  return action((ctx) => moveIncident(ctx, parse(moveSchema, input)));
}

export async function prioritiseIncidentAction(input: z.input<typeof prioritiseSchema>): Promise<Result<void>> {
  return action((ctx) => prioritiseIncident(ctx, parse(prioritiseSchema, input)));
}

export async function editIncidentAction(input: z.input<typeof editSchema>): Promise<Result<void>> {
  return action((ctx) => editIncident(ctx, parse(editSchema, input)));
}

export async function correctTimeAction(input: z.input<typeof correctByHandSchema>): Promise<Result<void>> {
  return action((ctx) => correctTime(ctx, parse(correctByHandSchema, input)));
}

export async function giveRoleAction(input: z.input<typeof roleSchema>): Promise<Result<void>> {
  return action((ctx) => giveRole(ctx, parse(roleSchema, input)));
}

export async function endRoleAction(input: z.input<typeof endRoleSchema>): Promise<Result<void>> {
  return action((ctx) => endRole(ctx, parse(endRoleSchema, input)));
}

export async function closeIncidentAction(input: z.input<typeof closeSchema>): Promise<Result<void>> {
  return action((ctx) => closeIncident(ctx, parse(closeSchema, input), requireReviewed));
}

export async function reopenIncidentAction(input: z.input<typeof reopenSchema>): Promise<Result<void>> {
  return action((ctx) => reopenIncident(ctx, parse(reopenSchema, input)));
}

/** @returns how many are new to it */
export async function attachAlertsAction(input: z.input<typeof attachAlertsSchema>): Promise<Result<number>> {
  return action((ctx) => attachAlerts(ctx, parse(attachAlertsSchema, input)));
}

export async function detachAlertAction(input: z.input<typeof detachAlertSchema>): Promise<Result<void>> {
  return action((ctx) => detachAlert(ctx, parse(detachAlertSchema, input)));
}

export async function saveIncidentPolicyAction(input: z.input<typeof savePolicySchema>): Promise<Result<void>> {
  return action(async (ctx) => {
    await saveIncidentPolicy(ctx, parse(savePolicySchema, input));
    revalidatePath('/settings/incidents');
  });
}
