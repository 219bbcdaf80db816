'use client';

import { useTranslations } from 'next-intl';
import { isStepUpPurpose } from '@/lib/access/purposes';
import { SEVERITIES } from '@/lib/findings/severity';
import type { ChangeSetting } from '@/lib/settings/schema';

type Fact = { readonly name: string; readonly value: string };

/** A setting's value in words: for whoever may only read, and to say what is about to be saved. */
export function useFacts(): (setting: ChangeSetting) => readonly Fact[] {
  const t = useTranslations('settings');
  const severity = useTranslations('findings.severity');
  const deeds = useTranslations('access.stepUp.purposes');
  return (setting) => {
    switch (setting.key) {
      case 'session':
        return [
          { name: t('session.idle'), value: t('minutes', { count: setting.value.idleMinutes }) },
          { name: t('session.absolute'), value: t('hours', { count: setting.value.absoluteHours }) },
        ];
      case 'stepUp': {
        const single = Object.entries(setting.value.byPurpose).map(([purpose, value]) => ({
          name: isStepUpPurpose(purpose) ? deeds(purpose) : purpose,
          value,
        }));
        return [
          { name: t('stepUp.acr'), value: setting.value.acr },
          { name: t('stepUp.freshness'), value: t(`stepUp.claims.${setting.value.freshness}`) },
          ...single,
        ];
      }
      case 'sla.days':
        return SEVERITIES.map((name, index) => {
          const count = setting.value[index] ?? null;
          return { name: severity(name), value: count === null ? t('deadlines.never') : t('days', { count }) };
        }).reverse();
      case 'imports.keepDays':
        return [{ name: t('reports.keepDays'), value: t('days', { count: setting.value }) }];
    }
  };
}

export function SettingFacts({ setting }: { readonly setting: ChangeSetting }) {
  return (
    <dl className="grid max-w-xl grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1">
      {useFacts()(setting).map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="text-right tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
