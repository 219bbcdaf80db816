import { z } from 'zod';
import { ASSET_KINDS, ASSET_STATES, MALICIOUS, TASK_PARTS, TASK_VERBS, TLP } from '@/lib/incidents/file/types';
import { declareSchema, NOTE_MAX, note, reason, required, TITLE_MAX, technique, text } from '@/lib/incidents/schema';
import { INCIDENT_KINDS } from '@/lib/incidents/types';

const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** `id`: the incident. */
const within = z.object({ id: z.uuid() });

export const applyPlaybookSchema = within.extend({ playbook: z.enum(INCIDENT_KINDS) });
export type ApplyPlaybook = z.infer<typeof applyPlaybookSchema>;

const taskWords = { title: required(TITLE_MAX), detail: text(NOTE_MAX), part: z.enum(TASK_PARTS) };
const taskFor = { assigneeId: z.uuid().nullable(), dueAt: moment.nullable() };

export const addTaskSchema = within.extend({ ...taskWords, ...taskFor });
export type AddTask = z.infer<typeof addTaskSchema>;

/** `version`: what the person saw of the task. */
const task = within.extend({ taskId: z.uuid(), version: z.int().positive() });

/** What is left out stays. */
export const editTaskSchema = task.extend({ ...taskWords, ...taskFor }).partial({
  title: true,
  detail: true,
  part: true,
  assigneeId: true,
  dueAt: true,
});
export type EditTask = z.infer<typeof editTaskSchema>;

export const stepTaskSchema = task.extend({ verb: z.enum(TASK_VERBS), note });
export type StepTask = z.infer<typeof stepTaskSchema>;

export const PASTE_MAX = 100_000;
/** Observables that one paste adds. */
export const OBSERVABLES_MAX = 500;

const judged = { malicious: z.enum(MALICIOUS), tlp: z.enum(TLP), note };

export const addObservablesSchema = within.extend({ text: required(PASTE_MAX), ...judged });
export type AddObservables = z.infer<typeof addObservablesSchema>;

/** `seen`: how it was judged when the person looked. */
export const judgeObservableSchema = within.extend({
  observableId: z.uuid(),
  seen: z.object({ malicious: z.enum(MALICIOUS), tlp: z.enum(TLP), note: z.string() }),
  ...judged,
});
export type JudgeObservable = z.infer<typeof judgeObservableSchema>;

export const removeObservableSchema = within.extend({ observableId: z.uuid(), reason });
export type RemoveObservable = z.infer<typeof removeObservableSchema>;

const asset = { kind: z.enum(ASSET_KINDS), name: required(300) };

export const addAssetsSchema = within.extend({
  assets: z.array(z.object(asset)).min(1).max(100),
  state: z.enum(ASSET_STATES),
  note,
});
export type AddAssets = z.infer<typeof addAssetsSchema>;

export const stateAssetSchema = within.extend({
  assetId: z.uuid(),
  version: z.int().positive(),
  state: z.enum(ASSET_STATES),
  note,
});
export type StateAsset = z.infer<typeof stateAssetSchema>;

export const removeAssetSchema = within.extend({ assetId: z.uuid(), version: z.int().positive(), reason });
export type RemoveAsset = z.infer<typeof removeAssetSchema>;

const findingId = z.int().positive().max(2_147_483_647);
/** Findings that are linked at once. */
export const FINDINGS_MAX = 500;
const findings = z.array(findingId).min(1).max(FINDINGS_MAX);

export const linkFindingsSchema = within.extend({ findings });
export type LinkFindings = z.infer<typeof linkFindingsSchema>;
export const declareFromFindingsSchema = declareSchema.extend({ findings });
export type DeclareFromFindings = z.infer<typeof declareFromFindingsSchema>;
export const unlinkFindingSchema = within.extend({ findingId, reason });
export type UnlinkFinding = z.infer<typeof unlinkFindingSchema>;

export const techniquesSchema = within.extend({ version: z.int().positive(), techniques: z.array(technique).max(50) });
export type SetTechniques = z.infer<typeof techniquesSchema>;

/** Bytes of one file. */
export const EVIDENCE_BYTES_MAX = 100 * 1024 * 1024;

/** Short enough for the address of an upload. */
export const EVIDENCE_WORDS_MAX = 1000;
export const ORIGIN_MAX = 300;

/** `origin`: where it was taken from and how; `collectedAt`: when, null where nobody knows. */
const evidenceWords = {
  description: text(EVIDENCE_WORDS_MAX),
  origin: text(ORIGIN_MAX),
  collectedAt: moment.nullable(),
};

export const addEvidenceSchema = z.object({
  number: z.coerce.number().int().positive().max(999_999_999),
  /** No path, nothing that a terminal or a header would read as more than a name. */
  name: required(200).pipe(z.string().regex(/^[^/\\\p{Cc}]+$/u)),
  ...evidenceWords,
});
export type AddEvidence = z.infer<typeof addEvidenceSchema>;

export const custodySchema = z.object({ number: z.int().positive(), evidenceId: z.uuid() });
export type Custody = z.infer<typeof custodySchema>;
/** `seen`: how many corrections there were when the person looked. */
export const correctEvidenceSchema = custodySchema.extend({ ...evidenceWords, seen: z.int().min(0), reason });
export type CorrectEvidence = z.infer<typeof correctEvidenceSchema>;
export const exportEvidenceSchema = z.object({ number: z.int().positive() });
/** `note`: to whom and what for. */
export const handOverSchema = custodySchema.extend({ note: reason });
export type HandOver = z.infer<typeof handOverSchema>;
