'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Chosen, PlaceChoice } from '@/components/access/place-choice';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { mayApproveRisks } from '@/lib/access/rules';
import type { SetGrantsInput } from '@/lib/access/schema';
import type { GrantDto, PersonDto, PlaceDto } from '@/lib/access/types';

type Props = {
  readonly person: PersonDto;
  readonly places: readonly PlaceDto[];
  /** Whether who edits reaches the whole organisation, and may give it. */
  readonly everybody: boolean;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSave: (input: SetGrantsInput) => void;
};

function chosenOf(grants: readonly GrantDto[]): Chosen {
  return {
    teams: grants.flatMap(({ team }) => (team ? [team.id] : [])),
    products: grants.flatMap(({ product }) => (product ? [product.id] : [])),
  };
}

/** Where a person's roles and the duty of approving risks count. */
export function GrantsDialog({ person, places, everybody, busy, onClose, onSave }: Props) {
  const t = useTranslations('access.people');
  const own = person.grants.filter(({ duty }) => duty === null);
  const [everywhere, setEverywhere] = useState(own.some(({ team, product }) => !team && !product));
  const [roles, setRoles] = useState(chosenOf(own));
  const [approver, setApprover] = useState(chosenOf(person.grants.filter(({ duty }) => duty !== null)));
  const mayApprove = mayApproveRisks(person.roles);
  const save = () =>
    onSave({
      personId: person.id,
      known: person.grants.map(({ id }) => id),
      roles: { everywhere, teams: [...roles.teams], products: [...roles.products] },
      approver: mayApprove
        ? { teams: [...approver.teams], products: [...approver.products] }
        : { teams: [], products: [] },
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('editTitle', { name: person.name })}
      description={t('editLead')}
    >
      <div className="flex flex-col gap-4">
        <Checkbox
          label={t('wholeOrganisation')}
          disabled={!everybody}
          checked={everywhere}
          onCheckedChange={setEverywhere}
        />
        <PlaceChoice
          legend={t('rolesCount')}
          hint={person.roles.includes('Engineer') ? t('engineerHint') : undefined}
          places={places}
          chosen={roles}
          disabled={everywhere && !person.roles.includes('Engineer')}
          onChange={setRoles}
        />
        <PlaceChoice
          legend={t('approverCounts')}
          hint={mayApprove ? undefined : t('approverHint')}
          places={places}
          chosen={approver}
          disabled={!mayApprove}
          onChange={setApprover}
        />
      </div>
      <DialogActions>
        <Button variant="primary" busy={busy} onClick={save}>
          {t('save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
