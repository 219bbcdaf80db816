import { z } from 'zod';
import { sheetSchema } from '@/lib/duties/fields';
import { STAGE_IDS } from '@/lib/duties/regime';
import { REGIMES } from '@/lib/duties/regimes';
import { CHANNELS } from '@/lib/duties/types';
import { note, reason } from '@/lib/incidents/schema';

const regime = z.enum(REGIMES.map(({ id }) => id));
const stage = z.enum(STAGE_IDS);
const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** `version`: of the decision that the person saw, 0 where there was none. `awareAt`: where it was not known yet. */
export const decideSchema = z.object({
  id: z.uuid(),
  regime,
  version: z.int().min(0),
  applies: z.enum(['yes', 'no']),
  reason,
  trustService: z.boolean(),
  awareAt: moment.nullable(),
});
export type Decide = z.infer<typeof decideSchema>;

/** `version`: of the sheet that the person saw, 0 where there was none. */
export const saveSheetSchema = z.object({ id: z.uuid(), version: z.int().min(0), values: sheetSchema });
export type SaveSheet = z.infer<typeof saveSheetSchema>;

/** `number`: the next one, as the person saw it; `sheetVersion`: what was sent is what they saw. */
export const sendSchema = z.object({
  id: z.uuid(),
  regime,
  stage,
  number: z.int().positive(),
  sheetVersion: z.int().min(0),
  sentAt: moment,
  channel: z.enum(CHANNELS),
  reference: note,
  receipt: note,
  delayReason: note,
});
export type Send = z.infer<typeof sendSchema>;

/** `stage`: what the question is about, or the report that is asked for. `dueAt`: by when, where they said so. */
export const askSchema = z.object({
  id: z.uuid(),
  regime,
  stage,
  askedAt: moment,
  question: reason,
  dueAt: moment.nullable(),
});
export type Ask = z.infer<typeof askSchema>;

/** `known`: the number of the newest switch that the person saw, 0 where there was none. `validFrom`: null: at once. */
export const switchRegimeSchema = z.object({
  regime,
  known: z.int().min(0),
  active: z.boolean(),
  reason,
  validFrom: z.iso.datetime({ offset: true }).nullable(),
});
export type SwitchRegime = z.infer<typeof switchRegimeSchema>;

export const answerSchema = z.object({ id: z.uuid(), askId: z.uuid(), answer: reason });
export type AnswerAsk = z.infer<typeof answerSchema>;
