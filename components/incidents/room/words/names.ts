import { dutyName } from '@/components/incidents/duty-name';
import type { Say } from '@/components/incidents/room/words/types';
import { INCIDENT_KINDS, LEVELS, OUTCOMES, PHASES, ROLES, TIMES } from '@/lib/incidents/types';

type Value = string | number | boolean | null | undefined;

/** What the log holds as one of a list's words; itself where the list lacks it: an older or newer version wrote it. */
const of = <T extends string>(list: readonly T[], value: Value, name: (known: T) => string): string => {
  const known = list.find((one) => one === value);
  return known === undefined ? String(value ?? '') : name(known);
};

export const phaseName = ({ t }: Say, value: Value) => of(PHASES, value, (one) => t(`names.phases.${one}`));
export const levelName = ({ t }: Say, value: Value) => of(LEVELS, value, (one) => t(`names.levels.${one}`));
export const outcomeName = ({ t }: Say, value: Value) => of(OUTCOMES, value, (one) => t(`names.outcomes.${one}`));
export const timeName = ({ t }: Say, value: Value) => of(TIMES, value, (one) => t(`names.times.${one}`));
export const roleName = ({ t }: Say, value: Value) => of(ROLES, value, (one) => t(`names.roles.${one}`));
export const kindName = ({ t }: Say, value: Value) => of(INCIDENT_KINDS, value, (one) => t(`names.kinds.${one}`));

const CLOCKS = ['reaction', 'update', 'review', 'meeting'] as const;

/** A clock by its kind; those of the law as they are called there. */
export function clockName(say: Say, value: Value): string {
  if (String(value ?? '').startsWith('duty:')) return dutyName(say, value);
  return of(CLOCKS, value, (one) => say.t(`names.clocks.${one}`));
}

/** An ISO 8601 instant in the reader's own zone; `unknown` where there is none. */
export function momentName({ t, format }: Say, value: Value): string {
  return typeof value === 'string' ? format.dateTime(new Date(value), 'exact') : t('names.unknownTime');
}
