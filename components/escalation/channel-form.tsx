'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { LOCALE_NAMES, LOCALES, type Locale } from '@/lib/core/i18n/locales';
import { saveChannelAction } from '@/lib/escalation/actions';
import { CHANNEL_KINDS, type ChannelKind, SMTP_SECURITY } from '@/lib/escalation/channels/types';
import { NAME_MAX, saveChannelSchema } from '@/lib/escalation/schema';

type Input = { readonly name: string; readonly type?: 'password' | 'number' | 'email' };

/** What each kind asks for. Secrets are typed blind and never come back. */
const INPUTS: Readonly<Record<ChannelKind, readonly Input[]>> = {
  smtp: [
    { name: 'host' },
    { name: 'port', type: 'number' },
    { name: 'user' },
    { name: 'password', type: 'password' },
    { name: 'from', type: 'email' },
  ],
  teams: [{ name: 'url', type: 'password' }],
  slack: [{ name: 'url', type: 'password' }],
  webhook: [
    { name: 'url', type: 'password' },
    { name: 'key', type: 'password' },
  ],
  pagerduty: [{ name: 'routingKey', type: 'password' }],
};
const LABELS = ['host', 'port', 'user', 'password', 'from', 'url', 'key', 'routingKey'] as const;

export function NewChannel() {
  const t = useTranslations('escalation.channels');
  const ways = useTranslations('escalation.ways');
  const toast = useToast();
  const [kind, setKind] = useState<ChannelKind>('smtp');
  const [security, setSecurity] = useState<(typeof SMTP_SECURITY)[number]>('starttls');
  const [region, setRegion] = useState<'us' | 'eu'>('eu');
  const [locale, setLocale] = useState<Locale>('en');
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const stepUp = useStepUp({
    key: 'escalation-channel-new',
    schema: saveChannelSchema,
    run: saveChannelAction,
    onDone: () => void toast.show({ title: t('saved') }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget));
    const input = {
      ...given,
      port: Number(given.port),
      kind,
      security,
      region,
      locale,
      enabled: true,
      id: null,
      version: 0,
    };
    const parsed = saveChannelSchema.safeParse(input);
    setWrong(new Set(parsed.error?.issues.map(({ path }) => String(path[0]))));
    if (parsed.success) stepUp.submit(parsed.data);
  };
  const label = (name: string) => {
    const known = LABELS.find((one) => one === name);
    return known === undefined ? name : t(`fields.${known}`);
  };
  return (
    <>
      <h3 className="mb-2 font-medium">{t('new')}</h3>
      <form onSubmit={submit} noValidate className="flex max-w-xl flex-col items-start gap-4">
        <Field label={t('kind')} className="w-full">
          <Select
            options={CHANNEL_KINDS.map((value) => ({ value, label: ways(value) }))}
            value={kind}
            onValueChange={setKind}
          />
        </Field>
        <Field label={t('name')} error={wrong.has('name') && t('wrong')} className="w-full">
          <FieldInput name="name" maxLength={NAME_MAX} autoComplete="off" />
        </Field>
        {INPUTS[kind].map(({ name, type }) => (
          <Field key={`${kind}.${name}`} label={label(name)} error={wrong.has(name) && t('wrong')} className="w-full">
            <FieldInput
              name={name}
              type={type ?? 'text'}
              defaultValue={name === 'port' ? 587 : ''}
              autoComplete={type === 'password' ? 'new-password' : 'off'}
            />
          </Field>
        ))}
        {kind === 'smtp' && (
          <Field label={t('security')} className="w-full">
            <Select
              options={SMTP_SECURITY.map((value) => ({ value, label: t(`securities.${value}`) }))}
              value={security}
              onValueChange={setSecurity}
            />
          </Field>
        )}
        {kind === 'pagerduty' && (
          <Field label={t('region')} className="w-full">
            <Select
              options={(['eu', 'us'] as const).map((value) => ({ value, label: value.toUpperCase() }))}
              value={region}
              onValueChange={setRegion}
            />
          </Field>
        )}
        <Field label={t('language')} className="w-full">
          <Select
            options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
            value={locale}
            onValueChange={setLocale}
          />
        </Field>
        <Button type="submit" variant="primary" busy={stepUp.busy}>
          {t('save')}
        </Button>
      </form>
      <StepUpDialog stepUp={stepUp} verb={t('save')} summary={({ name }) => t('summary', { name })} />
    </>
  );
}
