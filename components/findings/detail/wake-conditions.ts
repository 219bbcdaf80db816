'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { readWakeOn, type WakeOn } from '@/lib/findings/snooze';

/** What wakes a finding early, in words; null where only its date does. */
export function useWakeConditions(): (wakeOn: WakeOn) => string | null {
  const t = useTranslations('findings.snooze.conditions');
  const format = useFormatter();
  return ({ knownExploited, epss, severity, exposed }) => {
    const words = [
      ...(knownExploited ? [t('knownExploited')] : []),
      ...(epss === undefined ? [] : [t('epss', { epss })]),
      ...(severity === undefined ? [] : [t('severity')]),
      ...(exposed ? [t('exposed')] : []),
    ];
    return words.length > 0 ? format.list(words, { type: 'disjunction' }) : null;
  };
}

/** The conditions out of a history row, which keeps them as JSON. */
export function wakeOnOf(text: string): WakeOn {
  try {
    return readWakeOn(JSON.parse(text));
  } catch {
    return {};
  }
}
