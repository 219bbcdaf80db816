import 'server-only';
import { z } from 'zod';
import { LOCALES, type Locale } from '@/lib/core/i18n/locales';
import { TASK_PARTS } from '@/lib/incidents/file/types';
import compromisedContainer from '@/lib/incidents/playbooks/compromised_container.json';
import compromisedIdentity from '@/lib/incidents/playbooks/compromised_identity.json';
import dataBreach from '@/lib/incidents/playbooks/data_breach.json';
import denialOfService from '@/lib/incidents/playbooks/denial_of_service.json';
import exposedApi from '@/lib/incidents/playbooks/exposed_api.json';
import leakedSecret from '@/lib/incidents/playbooks/leaked_secret.json';
import ransomware from '@/lib/incidents/playbooks/ransomware.json';
import { INCIDENT_KINDS } from '@/lib/incidents/types';

const words = (max: number) =>
  z.strictObject({ en: text(max), de: text(max), it: text(max), nl: text(max) } satisfies Record<Locale, z.ZodString>);

function text(max: number) {
  return z.string().min(1).max(max);
}

const stepSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/),
  part: z.enum(TASK_PARTS),
  title: words(200),
  detail: words(1000),
  /** What can be run as it stands once the words in `<…>` are filled in; the same in every language. */
  commands: z.array(text(300)).max(5),
});

/** One file in lib/incidents/playbooks, named after the kind of incident that it is for. */
export const playbookSchema = z.strictObject({
  id: z.enum(INCIDENT_KINDS),
  /** Raised when steps change; the ids of steps never do. */
  version: z.int().positive(),
  steps: z.array(stepSchema).min(8).max(15),
});
export type Playbook = z.infer<typeof playbookSchema>;
export type PlaybookStep = Playbook['steps'][number];

const FILES = [
  exposedApi,
  leakedSecret,
  compromisedContainer,
  compromisedIdentity,
  ransomware,
  dataBreach,
  denialOfService,
];

export const PLAYBOOKS: readonly Playbook[] = FILES.map((one) => playbookSchema.parse(one));

export const playbookOf = (id: string) => PLAYBOOKS.find((one) => one.id === id);

/** How a task names the step that it came from. */
export const stepName = (playbook: string, step: string) => `${playbook}/${step}`;

const STEPS: ReadonlyMap<string, PlaybookStep> = new Map(
  PLAYBOOKS.flatMap(({ id, steps }) => steps.map((step) => [stepName(id, step.id), step] as const)),
);

type Stored = { readonly step: string | null; readonly title: string; readonly detail: string };
type Words = { readonly title: string; readonly detail: string; readonly commands: readonly string[] };

/** What a task that came from a step holds of its own: kept, whatever becomes of the playbook. */
export const storedWords = ({ title, detail }: PlaybookStep) => ({ title: title.en, detail: detail.en });

/**
 * A task in the reader's language. Its own words count where somebody changed them, where it came from no playbook, and where
 * the step says something else by now.
 */
export function taskWords({ step, title, detail }: Stored, locale: string): Words {
  const known = step === null ? undefined : STEPS.get(step);
  if (!known) return { title, detail, commands: [] };
  const same = known.title.en === title && known.detail.en === detail;
  const language = LOCALES.find((one) => one === locale) ?? 'en';
  if (!same) return { title, detail, commands: known.commands };
  return { title: known.title[language], detail: known.detail[language], commands: known.commands };
}
