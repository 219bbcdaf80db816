'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { textOf } from '@/components/engagements/form/read-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { removeTrustStoreAction, saveTrustStoreAction } from '@/lib/tls/actions';
import { PEM_MAX, removeTrustStoreSchema, STORE_NAME_MAX, saveTrustStoreSchema } from '@/lib/tls/schema';
import type { TrustStoreItem } from '@/lib/tls/types';

type Team = { readonly id: string; readonly name: string };
type Props = {
  readonly stores: readonly TrustStoreItem[];
  readonly teams: readonly Team[];
  /** The reader may change them: an administrator. */
  readonly writable: boolean;
};

/** Authorities that teams trust beside Mozilla's. */
export function TrustStores({ stores, teams, writable }: Props) {
  const t = useTranslations('tls.settings.stores');
  return (
    <section aria-labelledby="tls-stores" className="border-line border-t py-5">
      <h2 id="tls-stores" className="font-semibold text-lg">
        {t('title')}
      </h2>
      <p className="mb-3 max-w-prose text-muted">{t('lead')}</p>
      {stores.length === 0 && <p className="mb-3">{t('none')}</p>}
      <ul className="mb-5 border-line border-b empty:hidden">
        {stores.map((store) => (
          <Store key={store.id} store={store} writable={writable} />
        ))}
      </ul>
      {writable && teams.length > 0 && <NewStore teams={teams} />}
    </section>
  );
}

function Store({ store, writable }: { readonly store: TrustStoreItem; readonly writable: boolean }) {
  const t = useTranslations('tls.settings.stores');
  const toast = useToast();
  const { id, version, name, team, certificates, updatedAt, updatedBy } = store;
  const stepUp = useStepUp({
    key: `tls-store-remove-${id}`,
    schema: removeTrustStoreSchema,
    run: removeTrustStoreAction,
    onDone: () => void toast.show({ title: t('removed') }),
  });
  return (
    <li className="flex items-start justify-between gap-4 border-line border-t py-2">
      <div className="min-w-0">
        <p>
          <span className="font-medium">{name}</span> <span className="text-muted">{team.name}</span>
        </p>
        {certificates.map(({ subject, notAfter }) => (
          <p key={`${subject} ${notAfter}`} className="wrap-anywhere text-sm">
            {subject}{' '}
            <span className="text-muted text-xs">
              {t.rich('until', { when: () => <RelativeTime key="w" at={notAfter} /> })}
            </span>
          </p>
        ))}
        <p className="text-muted text-xs">
          {t('by', { name: updatedBy })} · <RelativeTime at={updatedAt} />
        </p>
      </div>
      {writable && (
        <Button
          size="sm"
          busy={stepUp.busy}
          aria-label={t('removeOf', { name })}
          onClick={() => stepUp.submit({ id, version, teamId: team.id })}
        >
          {t('remove')}
        </Button>
      )}
      <StepUpDialog stepUp={stepUp} verb={t('remove')} summary={() => t('removeOf', { name })} />
    </li>
  );
}

function NewStore({ teams }: { readonly teams: readonly Team[] }) {
  const t = useTranslations('tls.settings.stores');
  const issues = useTranslations('tls.issues');
  const toast = useToast();
  const [teamId, setTeamId] = useState(teams.length === 1 ? (teams[0]?.id ?? null) : null);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const stepUp = useStepUp({
    key: 'tls-store-add',
    schema: saveTrustStoreSchema,
    run: saveTrustStoreAction,
    onDone: () => void toast.show({ title: t('added') }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = { id: null, version: 0, teamId, name: textOf(form, 'name'), pem: textOf(form, 'pem') };
    const parsed = saveTrustStoreSchema.safeParse(input);
    const found = new Set(parsed.error?.issues.map(({ path }) => path.join('.')));
    if (!input.pem.includes('-----BEGIN CERTIFICATE-----')) found.add('pem');
    setWrong(found);
    if (parsed.success && found.size === 0) stepUp.submit(parsed.data);
  };
  return (
    <>
      <h3 className="mb-2 font-medium">{t('new')}</h3>
      <form onSubmit={submit} noValidate className="flex max-w-xl flex-col items-start gap-4">
        <Field label={t('team')} error={wrong.has('teamId') && t('chooseTeam')} className="w-full">
          <Select
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            value={teamId}
            placeholder={t('chooseTeam')}
            onValueChange={setTeamId}
          />
        </Field>
        <Field label={t('name')} error={wrong.has('name') && t('nameWrong')} className="w-full">
          <FieldInput name="name" maxLength={STORE_NAME_MAX} autoComplete="off" />
        </Field>
        <Field
          label={t('pem')}
          hint={t('pemHint', { max: PEM_MAX })}
          error={wrong.has('pem') && issues('no_certificates')}
          className="w-full"
        >
          <FieldTextarea name="pem" spellCheck={false} className="font-mono text-xs" />
        </Field>
        <Button type="submit" busy={stepUp.busy}>
          {t('add')}
        </Button>
      </form>
      <StepUpDialog stepUp={stepUp} verb={t('add')} summary={({ name }) => t('addOf', { name })} />
    </>
  );
}
