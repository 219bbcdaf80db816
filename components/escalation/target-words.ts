import { useTranslations } from 'next-intl';
import type { Target } from '@/lib/escalation/stored';
import { ROLES } from '@/lib/incidents/types';

type Named = { readonly id: string; readonly name: string };

/** A target as one text, for a select: `fallback`, `team`, `role:<role>`, `schedule:<id>`, `person:<id>`. */
export function targetKey(target: Target): string {
  switch (target.kind) {
    case 'schedule':
      return `schedule:${target.scheduleId}`;
    case 'role':
      return `role:${target.role}`;
    case 'person':
      return `person:${target.personId}`;
    default:
      return target.kind;
  }
}

export function targetOf(key: string): Target {
  const [kind, id = ''] = key.split(':');
  if (kind === 'schedule') return { kind, scheduleId: id };
  if (kind === 'person') return { kind, personId: id };
  const role = ROLES.find((one) => one === id);
  if (kind === 'role' && role) return { kind, role };
  return { kind: kind === 'team' ? 'team' : 'fallback' };
}

type Known = { readonly schedules: readonly Named[]; readonly people: readonly Named[] };

/** Whom a step calls, in words. */
export function useTargetWords({ schedules, people }: Known): (target: Target) => string {
  const t = useTranslations('escalation.targets');
  return (target) => {
    switch (target.kind) {
      case 'schedule':
        return t('schedule', { name: schedules.find(({ id }) => id === target.scheduleId)?.name ?? '?' });
      case 'role':
        return t(`roles.${target.role}`);
      case 'person':
        return people.find(({ id }) => id === target.personId)?.name ?? t('gone');
      default:
        return t(target.kind);
    }
  };
}
