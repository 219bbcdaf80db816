'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { useAssetVerb } from '@/components/assets/use-asset-verb';
import { VerbForm } from '@/components/assets/verb-form';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { createTeamAction, renameTeamAction } from '@/lib/assets/actions';
import type { TeamRef } from '@/lib/assets/types';
import type { Result } from '@/lib/core/errors';

type Props = { readonly trigger: ReactElement /** Without it a new team is made. */; readonly team?: TeamRef };

export function TeamDialog({ trigger, team }: Props) {
  const t = useTranslations('assets.team');
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={team ? t('rename') : t('create')}>
      <TeamForm team={team} close={() => setOpen(false)} />
    </Dialog>
  );
}

function TeamForm({ team, close }: { readonly team?: TeamRef; readonly close: () => void }) {
  const t = useTranslations('assets');
  const [name, setName] = useState(team?.name ?? '');
  const save = (): Promise<Result<unknown>> =>
    team ? renameTeamAction({ id: team.id, name, before: team.name }) : createTeamAction({ name });
  const verb = useAssetVerb(save, close);
  return (
    <VerbForm verb={verb} submit={team ? t('team.saveName') : t('team.make')} close={close}>
      <Field label={t('name')}>
        <FieldInput required maxLength={80} value={name} onValueChange={setName} autoComplete="off" />
      </Field>
    </VerbForm>
  );
}
