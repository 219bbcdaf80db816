'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { GrantsDialog } from '@/components/access/grants-dialog';
import { PersonRow } from '@/components/access/person-row';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, Th } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import { setDisabledAction, setGrantsAction } from '@/lib/access/actions';
import { setDisabledSchema, setGrantsSchema } from '@/lib/access/schema';
import type { PersonDto, PlaceDto } from '@/lib/access/types';

type Props = {
  readonly people: readonly PersonDto[];
  readonly places: readonly PlaceDto[];
  readonly everybody: boolean;
  readonly self: string;
  readonly mayAssign: boolean;
  readonly mayEndSessions: boolean;
};

export function PeopleTable({ people, places, everybody, self, mayAssign, mayEndSessions }: Props) {
  const t = useTranslations('access.people');
  const toast = useToast();
  const [edited, setEdited] = useState<PersonDto | null>(null);
  const onDone = () => void toast.show({ title: t('saved') });
  const grants = useStepUp({ key: 'person-grants', schema: setGrantsSchema, run: setGrantsAction, onDone });
  const disabling = useStepUp({ key: 'person-disable', schema: setDisabledSchema, run: setDisabledAction, onDone });
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;

  if (people.length === 0) return <EmptyState title={t('nobody')} />;
  return (
    <>
      <Table label={t('person')} stacked>
        <thead>
          <tr>
            <Th>{t('person')}</Th>
            <Th>{t('roles')}</Th>
            <Th>{t('where')}</Th>
            <Th>{t('approves')}</Th>
            <Th>{t('lastSignIn')}</Th>
            <Th numeric>{t('sessions')}</Th>
            <Th>
              <span className="sr-only">{t('edit')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              self={person.id === self}
              mayEndSessions={mayEndSessions}
              onEdit={mayAssign ? () => setEdited(person) : null}
              onDisable={mayAssign ? (disabled) => disabling.submit({ personId: person.id, disabled }) : null}
            />
          ))}
        </tbody>
      </Table>
      {edited && (
        <GrantsDialog
          person={edited}
          places={places}
          everybody={everybody}
          busy={grants.busy}
          onClose={() => setEdited(null)}
          onSave={(input) => {
            setEdited(null);
            grants.submit(input);
          }}
        />
      )}
      <StepUpDialog
        stepUp={grants}
        verb={t('save')}
        summary={({ personId }) => t('grantSummary', { name: nameOf(personId) })}
      />
      <StepUpDialog
        stepUp={disabling}
        verb={({ disabled }) => t(disabled ? 'disable' : 'enable')}
        summary={({ personId, disabled }) =>
          t(disabled ? 'disableSummary' : 'enableSummary', { name: nameOf(personId) })
        }
      />
    </>
  );
}
