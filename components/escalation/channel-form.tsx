'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { LOCALE_NAMES, LOCALES, type Locale } from '@/lib/core/i18n/locales';
import { saveChannelAction } from '@/lib/escalation/actions';
import { CHANNEL_KINDS, type ChannelKind, SMTP_SECURITY } from '@/lib/escalation/channels/types';
import type { EscalationView } from '@/lib/escalation/loaders';
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
type Channel = EscalationView['channels'][number];
type Props = {
  /** The way that is changed; null: a new one. */
  readonly channel: Channel | null;
  /** Whether it is shown. It is there all the same: who leaves to prove themselves comes back to it. */
  readonly open?: boolean;
  readonly onDone?: () => void;
};

/** What of a way is in the form already: never a secret. */
function shownOf(channel: Channel | null, name: string): string | number {
  if (name === 'port') return channel?.smtp?.port ?? 587;
  if (name === 'host' || name === 'user' || name === 'from') return channel?.smtp?.[name] ?? '';
  return '';
}

function summaryKey(channel: Channel | null, enabled: boolean) {
  if (channel === null) return 'summary';
  return channel.enabled && !enabled ? 'summaryOff' : 'summaryChanged';
}

const LABELS = ['host', 'port', 'user', 'password', 'from', 'url', 'key', 'routingKey'] as const;

/** A new way, or what one is from now on. Its kind stays; a secret that is left empty stays too. */
export function ChannelForm({ channel, open = true, onDone }: Props) {
  const t = useTranslations('escalation.channels');
  const ways = useTranslations('escalation.ways');
  const errorText = useErrorText();
  const toast = useToast();
  const [kind, setKind] = useState<ChannelKind>(CHANNEL_KINDS.find((one) => one === channel?.kind) ?? 'smtp');
  const [security, setSecurity] = useState<(typeof SMTP_SECURITY)[number]>(channel?.smtp?.security ?? 'starttls');
  const [region, setRegion] = useState<'us' | 'eu'>(channel?.region ?? 'eu');
  const [locale, setLocale] = useState<Locale>(LOCALES.find((one) => one === channel?.locale) ?? 'en');
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const stepUp = useStepUp({
    key: `escalation-channel-${channel?.id ?? 'new'}`,
    schema: saveChannelSchema,
    run: saveChannelAction,
    onDone: () => {
      toast.show({ title: t('saved') });
      onDone?.();
    },
    errorText: (refusal) => (refusal.details.issue === 'secret' ? t('secretNeeded') : errorText(refusal)),
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
      enabled: channel === null || given.enabled !== undefined,
      id: channel?.id ?? null,
      version: channel?.version ?? 0,
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
      {open && (
        <form onSubmit={submit} noValidate className="flex max-w-xl flex-col items-start gap-4">
          {channel === null && (
            <Field label={t('kind')} className="w-full">
              <Select
                options={CHANNEL_KINDS.map((value) => ({ value, label: ways(value) }))}
                value={kind}
                onValueChange={setKind}
              />
            </Field>
          )}
          <Field label={t('name')} error={wrong.has('name') && t('wrong')} className="w-full">
            <FieldInput name="name" maxLength={NAME_MAX} defaultValue={channel?.name ?? ''} autoComplete="off" />
          </Field>
          {INPUTS[kind].map(({ name, type }) => (
            <Field
              key={`${kind}.${name}`}
              label={label(name)}
              hint={channel !== null && type === 'password' && t('keeps')}
              error={wrong.has(name) && t('wrong')}
              className="w-full"
            >
              <FieldInput
                name={name}
                type={type ?? 'text'}
                defaultValue={shownOf(channel, name)}
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
          {channel && <Checkbox name="enabled" label={t('inUse')} defaultChecked={channel.enabled} />}
          <Button type="submit" variant="primary" busy={stepUp.busy}>
            {t('save')}
          </Button>
        </form>
      )}
      <StepUpDialog
        stepUp={stepUp}
        verb={t('save')}
        summary={({ name, enabled }) => t(summaryKey(channel, enabled), { name })}
      />
    </>
  );
}
