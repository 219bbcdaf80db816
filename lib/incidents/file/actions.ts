'use server';

import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import {
  addAssetsSchema,
  addObservablesSchema,
  addTaskSchema,
  applyPlaybookSchema,
  correctEvidenceSchema,
  custodySchema,
  declareFromFindingsSchema,
  editTaskSchema,
  exportEvidenceSchema,
  handOverSchema,
  judgeObservableSchema,
  linkFindingsSchema,
  removeAssetSchema,
  removeObservableSchema,
  stateAssetSchema,
  stepTaskSchema,
  techniquesSchema,
  unlinkFindingSchema,
} from '@/lib/incidents/file/schema';
import { addAssets, removeAsset, stateAsset } from '@/lib/incidents/mutations/assets';
import { correctEvidence } from '@/lib/incidents/mutations/correct-evidence';
import { checkEvidence, handEvidenceOver } from '@/lib/incidents/mutations/evidence';
import { beginEvidenceExport } from '@/lib/incidents/mutations/export-evidence';
import { declareFromFindings, linkFindings, setTechniques, unlinkFinding } from '@/lib/incidents/mutations/links';
import { addObservables, judgeObservable, removeObservable } from '@/lib/incidents/mutations/observables';
import { applyPlaybook } from '@/lib/incidents/mutations/playbook';
import { addTask, editTask, stepTask } from '@/lib/incidents/mutations/tasks';

/** @returns how many tasks were added */
export async function applyPlaybookAction(input: z.input<typeof applyPlaybookSchema>): Promise<Result<number>> {
  return action((ctx) => applyPlaybook(ctx, parse(applyPlaybookSchema, input)));
}

/** @returns the task's number */
export async function addTaskAction(input: z.input<typeof addTaskSchema>): Promise<Result<number>> {
  return action((ctx) => addTask(ctx, parse(addTaskSchema, input)));
}

export async function editTaskAction(input: z.input<typeof editTaskSchema>): Promise<Result<void>> {
  return action((ctx) => editTask(ctx, parse(editTaskSchema, input)));
}

export async function stepTaskAction(input: z.input<typeof stepTaskSchema>): Promise<Result<void>> {
  return action((ctx) => stepTask(ctx, parse(stepTaskSchema, input)));
}

/** @returns how many are new */
export async function addObservablesAction(input: z.input<typeof addObservablesSchema>): Promise<Result<number>> {
  return action((ctx) => addObservables(ctx, parse(addObservablesSchema, input)));
}

export async function judgeObservableAction(input: z.input<typeof judgeObservableSchema>): Promise<Result<void>> {
  return action((ctx) => judgeObservable(ctx, parse(judgeObservableSchema, input)));
}

export async function removeObservableAction(input: z.input<typeof removeObservableSchema>): Promise<Result<void>> {
  return action((ctx) => removeObservable(ctx, parse(removeObservableSchema, input)));
}

/** @returns how many are new */
export async function addAssetsAction(input: z.input<typeof addAssetsSchema>): Promise<Result<number>> {
  return action((ctx) => addAssets(ctx, parse(addAssetsSchema, input)));
}

export async function stateAssetAction(input: z.input<typeof stateAssetSchema>): Promise<Result<void>> {
  return action((ctx) => stateAsset(ctx, parse(stateAssetSchema, input)));
}

export async function removeAssetAction(input: z.input<typeof removeAssetSchema>): Promise<Result<void>> {
  return action((ctx) => removeAsset(ctx, parse(removeAssetSchema, input)));
}

/** @returns how many are new to it */
export async function linkFindingsAction(input: z.input<typeof linkFindingsSchema>): Promise<Result<number>> {
  return action((ctx) => linkFindings(ctx, parse(linkFindingsSchema, input)));
}

/** @returns the new incident's number */
export async function declareFromFindingsAction(
  input: z.input<typeof declareFromFindingsSchema>,
): Promise<Result<number>> {
  return action((ctx) => declareFromFindings(ctx, parse(declareFromFindingsSchema, input)));
}

export async function unlinkFindingAction(input: z.input<typeof unlinkFindingSchema>): Promise<Result<void>> {
  return action((ctx) => unlinkFinding(ctx, parse(unlinkFindingSchema, input)));
}

export async function setTechniquesAction(input: z.input<typeof techniquesSchema>): Promise<Result<void>> {
  return action((ctx) => setTechniques(ctx, parse(techniquesSchema, input)));
}

/** @returns whether the file is what was added */
export async function checkEvidenceAction(input: z.input<typeof custodySchema>): Promise<Result<boolean>> {
  return action((ctx) => checkEvidence(ctx, parse(custodySchema, input)));
}

export async function handEvidenceOverAction(input: z.input<typeof handOverSchema>): Promise<Result<void>> {
  return action((ctx) => handEvidenceOver(ctx, parse(handOverSchema, input)));
}

export async function correctEvidenceAction(input: z.input<typeof correctEvidenceSchema>): Promise<Result<void>> {
  return action((ctx) => correctEvidence(ctx, parse(correctEvidenceSchema, input)));
}

/** @returns the export's id: its ZIP can be fetched then */
export async function exportEvidenceAction(input: z.input<typeof exportEvidenceSchema>): Promise<Result<string>> {
  return action((ctx) => beginEvidenceExport(ctx, parse(exportEvidenceSchema, input).number));
}
