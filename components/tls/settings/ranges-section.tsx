'use client';

import { useTranslations } from 'next-intl';
import { SettingSection } from '@/components/settings/setting-section';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { RANGES_MAX } from '@/lib/core/addresses/settings-schema';
import type { SettingDto } from '@/lib/settings/types';

type RangesKey = 'tls.ranges' | 'escalation.ranges';
type Props<K extends RangesKey> = {
  readonly setting: K;
  readonly title: string;
  readonly lead: string;
  readonly current: SettingDto<K>;
  readonly writable: boolean;
};

/** "10.20.0.0/16 branch offices", one a line; blank lines are none. */
function readRanges(form: FormData): unknown {
  const text = form.get('ranges');
  return (typeof text === 'string' ? text : '').split('\n').flatMap((line) => {
    const [, range = '', purpose = ''] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? [];
    return range === '' ? [] : [{ range, purpose }];
  });
}

/** Addresses beside the public ones that may be reached, and what for. */
export function RangesSection<K extends RangesKey>({ setting, title, lead, current, writable }: Props<K>) {
  const t = useTranslations('tls.settings.ranges');
  const problem = (wrong: (path: string) => boolean) => {
    for (let index = 0; index < RANGES_MAX; index += 1) {
      if (wrong(`${index}.range`)) return t('wrongRange', { line: index + 1 });
      if (wrong(`${index}.purpose`)) return t('wrongPurpose', { line: index + 1 });
    }
    return wrong('') && t('wrongAll');
  };
  return (
    <SettingSection setting={setting} title={title} lead={lead} current={current} writable={writable} read={readRanges}>
      {(wrong) => (
        <Field
          label={t('field')}
          hint={t('hint', { max: RANGES_MAX })}
          error={problem(wrong)}
          className="w-full max-w-xl"
        >
          <FieldTextarea
            name="ranges"
            defaultValue={current.value.map(({ range, purpose }) => `${range} ${purpose}`).join('\n')}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-sm"
          />
        </Field>
      )}
    </SettingSection>
  );
}
