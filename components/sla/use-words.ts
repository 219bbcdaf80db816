'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { SEVERITIES } from '@/lib/findings/severity';
import type { PolicyRules } from '@/lib/sla/schema';
import type { CalendarView, PlacePolicy } from '@/lib/sla/types';

type Fact = { readonly name: string; readonly value: string };

/** `2026-11-22` as the reader writes it, whatever their time zone. */
export function useDay(): (day: string) => string {
  const format = useFormatter();
  return (day) => format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
}

export function usePlaceName(): (policy: Pick<PlacePolicy, 'place' | 'name'>) => string {
  const t = useTranslations('sla.policies');
  return ({ place, name }) => (place.kind === 'organisation' ? t('organisation') : name);
}

type Shortening = PolicyRules['shortenings'][number];

/** "EPSS 10% or more: half of the days" */
export function useShorteningText(): (shortening: Shortening) => Fact {
  const t = useTranslations('sla.policies');
  const format = useFormatter();
  return ({ condition, threshold, factor, maxDays }) => {
    const limit = threshold ?? 0;
    const shown = condition === 'epss' ? format.number(limit, { style: 'percent', maximumFractionDigits: 1 }) : limit;
    const part = format.number(factor ?? 1, 'percent');
    return {
      name: t(`when.${condition}`, { limit: String(shown) }),
      value: factor === null ? t('atMost', { count: maxDays }) : t('partOf', { part }),
    };
  };
}

/** The rules of a version in words: for whoever may only read, and to say what is about to be saved. */
export function useRules(): (rules: PolicyRules, calendars: readonly CalendarView[]) => readonly Fact[] {
  const t = useTranslations('sla.policies');
  const severity = useTranslations('findings.severity');
  const shortened = useShorteningText();
  return (rules, calendars) => {
    const { days, business, starts, shortenings, claimedDays, warnDays, pauseAwaiting, pauseAccepted } = rules;
    const calendar = calendars.find(({ id }) => id === rules.calendarId);
    const bySeverity = [...SEVERITIES].reverse().map((name) => {
      const count = days[name];
      return { name: severity(name), value: count === null ? t('never') : t('days', { count }) };
    });
    const pauses = [
      ...(pauseAwaiting ? [t('pauses.awaiting')] : []),
      ...(pauseAccepted ? [t('pauses.accepted')] : []),
      ...(claimedDays > 0 ? [t('pauses.claimed', { count: claimedDays })] : []),
    ];
    return [
      ...bySeverity,
      ...shortenings.map(shortened),
      { name: t('counting'), value: t(business ? 'working' : 'every', { calendar: calendar?.name ?? '' }) },
      { name: t('starts'), value: t(`start.${starts}`) },
      { name: t('stops'), value: pauses.length > 0 ? pauses.join('; ') : t('pauses.none') },
      { name: t('warning'), value: warnDays > 0 ? t('warnBefore', { count: warnDays }) : t('warnNever') },
    ];
  };
}
