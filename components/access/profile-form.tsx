'use client';

import { useTranslations } from 'next-intl';
import { useSavePreferences } from '@/components/layout/use-save-preferences';
import { Checkbox } from '@/components/ui/checkbox';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { LOCALE_NAMES, LOCALES } from '@/lib/core/i18n/locales';
import { DENSITIES, type Preferences, THEMES } from '@/lib/core/preferences';

type Props = { readonly preferences: Preferences; readonly zones: readonly string[] };

/** Each choice is saved at once. */
export function ProfileForm({ preferences, zones }: Props) {
  const t = useTranslations('access.profile');
  const shell = useTranslations('shell.userMenu');
  const save = useSavePreferences();
  const known = zones.includes(preferences.timeZone) ? zones : [preferences.timeZone, ...zones];
  return (
    <div className="flex max-w-sm flex-col gap-4">
      <Field label={t('language')}>
        <Select
          options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
          value={preferences.locale}
          onValueChange={(locale) => void save({ locale })}
        />
      </Field>
      <div className="flex flex-col gap-1">
        <span className="font-medium">{t('timeZone')}</span>
        <Combobox
          label={t('timeZone')}
          options={known.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          value={preferences.timeZone}
          onValueChange={(timeZone) => timeZone && void save({ timeZone })}
        />
      </div>
      <div className="flex flex-col items-start gap-1">
        <span className="font-medium">{t('theme')}</span>
        <SegmentedControl
          label={t('theme')}
          options={THEMES.map((value) => ({ value, label: shell(`themes.${value}`) }))}
          value={preferences.theme}
          onValueChange={(theme) => void save({ theme })}
        />
      </div>
      <div className="flex flex-col items-start gap-1">
        <span className="font-medium">{t('density')}</span>
        <SegmentedControl
          label={t('density')}
          options={DENSITIES.map((value) => ({ value, label: shell(`densities.${value}`) }))}
          value={preferences.density}
          onValueChange={(density) => void save({ density })}
        />
      </div>
      <Checkbox
        label={t('shortcuts')}
        checked={preferences.shortcuts}
        onCheckedChange={(shortcuts) => void save({ shortcuts })}
      />
    </div>
  );
}
