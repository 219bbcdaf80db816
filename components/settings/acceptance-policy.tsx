'use client';

import { useTranslations } from 'next-intl';
import { NumberField, numberOf } from '@/components/settings/number-field';
import { SettingSection } from '@/components/settings/setting-section';
import { ACCEPTANCE_DAYS_MAX, WARN_DAYS_MAX } from '@/lib/acceptances/settings-schema';
import { SEVERITIES } from '@/lib/findings/severity';
import type { SettingsDto } from '@/lib/settings/types';

type Props = { readonly settings: SettingsDto; readonly writable: boolean };

/** How long risks may be accepted, and when people are warned. */
export function AcceptancePolicySection({ settings, writable }: Props) {
  const t = useTranslations('settings.acceptances');
  const severity = useTranslations('findings.severity');
  const { longestDays, exploitedDays, warnDays } = settings.acceptances.value;
  return (
    <SettingSection
      setting="acceptances"
      title={t('title')}
      lead={t('lead')}
      current={settings.acceptances}
      writable={writable}
      read={(form) => ({
        longestDays: SEVERITIES.map((name) => numberOf(form, name)),
        exploitedDays: numberOf(form, 'exploited'),
        warnDays: numberOf(form, 'warn'),
      })}
    >
      {(wrong) => (
        <>
          <div className="flex flex-wrap gap-x-6 gap-y-4">
            {SEVERITIES.map((name, index) => (
              <NumberField
                key={name}
                name={name}
                label={t('field', { severity: severity(name) })}
                bounds={[1, ACCEPTANCE_DAYS_MAX]}
                value={longestDays[index] ?? null}
                wrong={wrong(`longestDays.${index}`)}
              />
            )).reverse()}
            <NumberField
              name="exploited"
              label={t('exploited')}
              bounds={[1, ACCEPTANCE_DAYS_MAX]}
              value={exploitedDays}
              wrong={wrong('exploitedDays')}
            />
          </div>
          <NumberField
            name="warn"
            label={t('warn')}
            hint={t('warnHint')}
            bounds={[1, WARN_DAYS_MAX]}
            value={warnDays}
            wrong={wrong('warnDays')}
          />
        </>
      )}
    </SettingSection>
  );
}
