'use client';

import { useTranslations } from 'next-intl';
import { NumberField, numberOf } from '@/components/settings/number-field';
import { SettingSection } from '@/components/settings/setting-section';
import { KEEP_DAYS_MAX } from '@/lib/events/classes';
import { EVENT_CLASSES } from '@/lib/events/types';
import type { SettingsDto } from '@/lib/settings/types';

type Props = { readonly settings: SettingsDto; readonly writable: boolean };

/** How long events of each class are kept: whole weeks are dropped. */
export function EventDaysSection({ settings, writable }: Props) {
  const t = useTranslations('settings.events');
  const { value } = settings['events.keepDays'];
  return (
    <SettingSection
      setting="events.keepDays"
      title={t('title')}
      lead={t('lead')}
      current={settings['events.keepDays']}
      writable={writable}
      read={(form) => Object.fromEntries(EVENT_CLASSES.map((name) => [name, numberOf(form, name)]))}
    >
      {(wrong) => (
        <div className="flex flex-wrap gap-x-6 gap-y-4">
          {EVENT_CLASSES.map((name) => (
            <NumberField
              key={name}
              name={name}
              label={t(`field.${name}`)}
              bounds={[1, KEEP_DAYS_MAX]}
              value={value[name]}
              wrong={wrong(name)}
            />
          ))}
        </div>
      )}
    </SettingSection>
  );
}
