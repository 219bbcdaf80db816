'use client';

import { useTranslations } from 'next-intl';
import { SettingSection } from '@/components/settings/setting-section';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { PUBLISHERS } from '@/lib/intel/schema';
import { INTEL_KINDS } from '@/lib/intel/types';
import type { SettingDto } from '@/lib/settings/types';

type Props = { readonly current: SettingDto<'intel.mirrors'>; readonly writable: boolean };

/** Whom the worker asks; nobody until an administrator says so. */
export function MirrorsSection({ current, writable }: Props) {
  const t = useTranslations('intel.mirrors');
  const kinds = useTranslations('intel.kinds');
  const address = (form: FormData, kind: string) => String(form.get(kind) ?? '').trim() || null;
  return (
    <SettingSection
      setting="intel.mirrors"
      title={t('title')}
      lead={t('lead')}
      current={current}
      writable={writable}
      read={(form) => ({ epss: address(form, 'epss'), kev: address(form, 'kev') })}
    >
      {(wrong) =>
        INTEL_KINDS.map((kind) => (
          <Field
            key={kind}
            label={t('field', { kind: kinds(kind) })}
            hint={<span className="wrap-anywhere">{t('hint', { url: PUBLISHERS[kind] })}</span>}
            error={wrong(kind) && t('wrong')}
            className="w-full max-w-xl"
          >
            <FieldInput
              name={kind}
              type="url"
              defaultValue={current.value[kind] ?? ''}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        ))
      }
    </SettingSection>
  );
}
