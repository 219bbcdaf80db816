'use client';

import { useTranslations } from 'next-intl';
import { AcceptancePolicySection } from '@/components/settings/acceptance-policy';
import { EventDaysSection } from '@/components/settings/event-days';
import { NumberField, numberOf } from '@/components/settings/number-field';
import { SettingSection } from '@/components/settings/setting-section';
import { readStepUp, StepUpFields } from '@/components/settings/step-up-fields';
import { SESSION_BOUNDS } from '@/lib/access/settings-schema';
import { KEEP_DAYS_MAX } from '@/lib/imports/keep-days';
import type { SettingKey } from '@/lib/settings/schema';
import type { SettingsDto } from '@/lib/settings/types';

type Props = { readonly settings: SettingsDto; readonly writable: readonly SettingKey[] };
type SectionProps = { readonly settings: SettingsDto; readonly writable: boolean };

/** The settings of the organisation, each saved by itself. */
export function OrganisationSettings({ settings, writable }: Props) {
  return (
    <>
      <Sessions settings={settings} writable={writable.includes('session')} />
      <StepUp settings={settings} writable={writable.includes('stepUp')} />
      <Reports settings={settings} writable={writable.includes('imports.keepDays')} />
      <EventDaysSection settings={settings} writable={writable.includes('events.keepDays')} />
      <AcceptancePolicySection settings={settings} writable={writable.includes('acceptances')} />
    </>
  );
}

function Sessions({ settings, writable }: SectionProps) {
  const t = useTranslations('settings.session');
  const { value } = settings.session;
  return (
    <SettingSection
      setting="session"
      title={t('title')}
      lead={t('lead')}
      current={settings.session}
      writable={writable}
      read={(form) => ({ idleMinutes: numberOf(form, 'idle'), absoluteHours: numberOf(form, 'absolute') })}
    >
      {(wrong) => (
        <>
          <NumberField
            name="idle"
            label={t('idleField')}
            hint={t('idleHint')}
            bounds={SESSION_BOUNDS.idleMinutes}
            value={value.idleMinutes}
            wrong={wrong('idleMinutes')}
          />
          <NumberField
            name="absolute"
            label={t('absoluteField')}
            hint={t('absoluteHint')}
            bounds={SESSION_BOUNDS.absoluteHours}
            value={value.absoluteHours}
            wrong={wrong('absoluteHours')}
          />
        </>
      )}
    </SettingSection>
  );
}

function StepUp({ settings, writable }: SectionProps) {
  const t = useTranslations('settings.stepUp');
  return (
    <SettingSection
      setting="stepUp"
      title={t('title')}
      lead={t('lead')}
      current={settings.stepUp}
      writable={writable}
      read={readStepUp}
    >
      {(wrong) => <StepUpFields value={settings.stepUp.value} wrong={wrong} />}
    </SettingSection>
  );
}

function Reports({ settings, writable }: SectionProps) {
  const t = useTranslations('settings.reports');
  return (
    <SettingSection
      setting="imports.keepDays"
      title={t('title')}
      lead={t('lead')}
      current={settings['imports.keepDays']}
      writable={writable}
      read={(form) => numberOf(form, 'keepDays')}
    >
      {(wrong) => (
        <NumberField
          name="keepDays"
          label={t('keepDaysField')}
          bounds={[1, KEEP_DAYS_MAX]}
          value={settings['imports.keepDays'].value}
          wrong={wrong('')}
        />
      )}
    </SettingSection>
  );
}
