'use client';

import { useTranslations } from 'next-intl';
import { isStepUpPurpose } from '@/lib/access/purposes';
import { EVENT_CLASSES } from '@/lib/events/types';
import { PRIORITY_TERMS } from '@/lib/findings/priority';
import { SEVERITIES } from '@/lib/findings/severity';
import { mostOf } from '@/lib/findings/weights';
import { INTEL_KINDS } from '@/lib/intel/types';
import type { ChangeSetting } from '@/lib/settings/schema';

type Fact = { readonly name: string; readonly value: string };

/** A setting's value in words: for whoever may only read, and to say what is about to be saved. */
export function useFacts(): (setting: ChangeSetting) => readonly Fact[] {
  const t = useTranslations('settings');
  const severity = useTranslations('findings.severity');
  const deeds = useTranslations('access.stepUp.purposes');
  const intel = useTranslations('intel');
  const priority = useTranslations('risk.priority');
  const ranges = useTranslations('tls.settings.ranges');
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
      case 'acceptances':
        return [
          ...SEVERITIES.map((name, index) => ({
            name: severity(name),
            value: t('days', { count: setting.value.longestDays[index] ?? 0 }),
          })).reverse(),
          { name: t('acceptances.exploited'), value: t('days', { count: setting.value.exploitedDays }) },
          { name: t('acceptances.warn'), value: t('days', { count: setting.value.warnDays }) },
        ];
      case 'imports.keepDays':
        return [{ name: t('reports.keepDays'), value: t('days', { count: setting.value }) }];
      case 'events.keepDays':
        return EVENT_CLASSES.map((name) => ({
          name: t(`events.field.${name}`),
          value: t('days', { count: setting.value[name] }),
        }));
      case 'intel.mirrors':
        return INTEL_KINDS.map((kind) => ({
          name: intel(`kinds.${kind}`),
          value: setting.value[kind] ?? intel('noMirror'),
        }));
      case 'priority.weights': {
        const most = mostOf(setting.value);
        return PRIORITY_TERMS.map((term) => ({
          name: priority(`terms.${term}`),
          value: priority('upTo', { points: most[term] }),
        }));
      }
      case 'tls.ranges':
      case 'escalation.ranges':
        return setting.value.length === 0
          ? [{ name: ranges('none'), value: ranges('noneValue') }]
          : setting.value.map(({ range, purpose }) => ({ name: range, value: purpose }));
    }
  };
}

export function SettingFacts({ setting }: { readonly setting: ChangeSetting }) {
  return (
    <dl className="grid max-w-xl grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1">
      {useFacts()(setting).map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words text-right tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
