'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { endRoleAction, giveRoleAction } from '@/lib/incidents/actions';
import { respondersQuery } from '@/lib/incidents/queries';
import { NOTE_MAX } from '@/lib/incidents/schema';
import { ROLES, type RoleName } from '@/lib/incidents/types';
import type { IncidentDetail } from '@/lib/incidents/view-types';

type Props = { readonly incident: IncidentDetail; readonly onClose: () => void };

/** Who has which part; gives one, hands one over, takes one back. */
export function RolesDialog({ incident, onClose }: Props) {
  const t = useTranslations('incidents');
  const { give, busy } = useIncidentVerb();
  const { data: people = [] } = useQuery(respondersQuery(incident.number));
  const [role, setRole] = useState<RoleName>(incident.roles.length === 0 ? 'commander' : 'deputy');
  const [personId, setPersonId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const { id } = incident;
  const held = incident.roles.find((one) => one.role === role && role !== 'expert');
  const submit = async (form: FormData) => {
    setMissing(personId === null);
    if (personId === null) return;
    const said = { subject: role === 'expert' ? textOf(form, 'subject') : '', note: textOf(form, 'note') };
    const done = await give(
      () => giveRoleAction({ id, role, personId, ...said }),
      () => ({ title: t('toast.role') }),
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('parts.title')}
      submit={t(held ? 'parts.handOver' : 'parts.give')}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Held incident={incident} />
      <Field label={t('parts.role')} hint={t(`roleHints.${role}`)}>
        <Select
          options={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
          value={role}
          onValueChange={setRole}
        />
      </Field>
      <Field
        label={t('parts.person')}
        hint={held && t('parts.from', { name: held.person })}
        error={missing && t('parts.personMissing')}
      >
        <Combobox
          label={t('parts.person')}
          placeholder={t('parts.person')}
          options={people.map((person) => ({ value: person.id, label: person.name }))}
          value={personId}
          onValueChange={setPersonId}
        />
      </Field>
      {role === 'expert' && (
        <Field label={t('parts.subject')}>
          <FieldInput name="subject" maxLength={100} />
        </Field>
      )}
      <Field label={t('verbs.note')}>
        <FieldInput name="note" maxLength={NOTE_MAX} />
      </Field>
    </FormDialog>
  );
}

function Held({ incident: { id, roles } }: Pick<Props, 'incident'>) {
  const t = useTranslations('incidents');
  const { give, busy } = useIncidentVerb();
  if (roles.length === 0) return <p className="text-muted">{t('parts.none')}</p>;
  const end = (roleId: string) =>
    void give(
      () => endRoleAction({ id, roleId, note: '' }),
      () => ({ title: t('toast.roleEnded') }),
    );
  return (
    <ul className="flex flex-col gap-1">
      {roles.map((one) => (
        <li key={one.id} className="flex items-center justify-between gap-2">
          <span className="min-w-0 wrap-anywhere">
            <span className="text-muted">{t(`roles.${one.role}`)}</span> {one.person}
            {one.subject && <span className="text-muted">{` · ${one.subject}`}</span>}
          </span>
          <Button
            size="sm"
            variant="ghost"
            busy={busy}
            aria-label={t('parts.endOne', { role: t(`roles.${one.role}`), name: one.person })}
            onClick={() => end(one.id)}
          >
            {t('parts.end')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
