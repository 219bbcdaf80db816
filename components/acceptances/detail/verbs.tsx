'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { NoteDialog } from '@/components/acceptances/detail/note-dialog';
import { RenewDialog } from '@/components/acceptances/request/renew-dialog';
import { useFailed } from '@/components/acceptances/use-told';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { useShortcuts } from '@/components/command-menu/registry';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { useToast } from '@/components/ui/toast';
import { decideAcceptanceAction, revokeAcceptanceAction, withdrawAcceptanceAction } from '@/lib/acceptances/actions';
import { acceptanceKeys } from '@/lib/acceptances/queries';
import { type Decide, decideSchema, type Revoke, revokeSchema } from '@/lib/acceptances/schema';
import type { AcceptancePolicy } from '@/lib/acceptances/settings-schema';
import type { AcceptanceDetail } from '@/lib/acceptances/types';
import { findingKeys } from '@/lib/findings/keys';

type Props = {
  readonly acceptance: AcceptanceDetail;
  readonly policy: AcceptancePolicy;
  /** Whether `y` and `n` decide. */
  readonly keys?: boolean;
  readonly onAsked?: () => void;
};
type Asked = 'approve' | 'reject' | 'revoke' | 'renew';

function Key({ name }: { readonly name: string }) {
  return (
    <span aria-hidden className="hidden md:inline">
      <Kbd>{name}</Kbd>
    </span>
  );
}

/** What the reader may do with it; deciding and revoking ask for fresh proof of who it is. */
export function AcceptanceVerbs({ acceptance, policy, keys = false, onAsked }: Props) {
  const t = useTranslations('acceptances');
  const format = useFormatter();
  const client = useQueryClient();
  const toast = useToast();
  const failed = useFailed();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id, number, version, rights, figures, held, expiresAt } = acceptance;
  const close = () => setAsked(null);
  const ask = (verb: Asked) => {
    onAsked?.();
    setAsked(verb);
  };
  const byKey = (key: string, verb: 'approve' | 'reject') => ({
    id: `acceptance.${verb}`,
    keys: keys ? [key] : [],
    labelKey: `acceptances.verbs.${verb}` as const,
    section: 'finding' as const,
    when: () => rights.decide && asked === null,
    run: () => ask(verb),
  });
  useShortcuts([byKey('y', 'approve'), byKey('n', 'reject')]);
  const told = (title: string) => {
    void client.invalidateQueries({ queryKey: acceptanceKeys.all });
    void client.invalidateQueries({ queryKey: findingKeys.all });
    toast.show({ title });
  };
  const deciding = useStepUp<Decide, number>({
    key: 'acceptance-decide',
    schema: decideSchema,
    run: decideAcceptanceAction,
    onDone: (count, { decision }) =>
      told(decision === 'approve' ? t('toast.approved', { count }) : t('toast.rejected')),
  });
  const revoking = useStepUp<Revoke, number>({
    key: 'acceptance-revoke',
    schema: revokeSchema,
    run: revokeAcceptanceAction,
    onDone: (count) => told(t('toast.revoked', { count })),
  });
  const withdraw = async () => {
    const result = await withdrawAcceptanceAction({ id, version });
    if (result.ok) told(t('toast.withdrawn'));
    else failed(result.error);
  };
  const decide = (decision: Decide['decision']) => (note: string) => {
    close();
    deciding.submit({ id, version, decision, note });
  };
  const revoke = (note: string) => {
    close();
    revoking.submit({ id, version, note });
  };
  const approveLead = t('decide.approveLead', {
    count: figures.waiting,
    at: format.dateTime(new Date(expiresAt), 'exact'),
  });
  return (
    <>
      {rights.decide && (
        <>
          <Button variant="primary" busy={deciding.busy} onClick={() => ask('approve')}>
            {t('verbs.approve')}
            {keys && <Key name="y" />}
          </Button>
          <Button onClick={() => ask('reject')}>
            {t('verbs.reject')}
            {keys && <Key name="n" />}
          </Button>
        </>
      )}
      {rights.renew && <Button onClick={() => ask('renew')}>{t('verbs.renew')}</Button>}
      {rights.withdraw && <Button onClick={() => void withdraw()}>{t('verbs.withdraw')}</Button>}
      {rights.revoke && (
        <Button variant="danger" busy={revoking.busy} onClick={() => ask('revoke')}>
          {t('verbs.revoke')}
        </Button>
      )}
      {asked === 'approve' && (
        <NoteDialog
          title={t('decide.approveTitle', { number })}
          lead={approveLead}
          label={t('decide.note')}
          verb={t('decide.approve')}
          danger={false}
          required={false}
          onClose={close}
          onSubmit={decide('approve')}
        />
      )}
      {asked === 'reject' && (
        <NoteDialog
          title={t('decide.rejectTitle', { number })}
          lead={t('decide.rejectLead')}
          label={t('decide.note')}
          verb={t('decide.reject')}
          danger
          required
          onClose={close}
          onSubmit={decide('reject')}
        />
      )}
      {asked === 'revoke' && (
        <NoteDialog
          title={t('revoke.title', { number })}
          lead={t('revoke.lead', { count: held })}
          label={t('revoke.note')}
          verb={t('revoke.submit')}
          danger
          required
          onClose={close}
          onSubmit={revoke}
        />
      )}
      {asked === 'renew' && <RenewDialog acceptance={acceptance} policy={policy} onClose={close} />}
      <StepUpDialog
        stepUp={deciding}
        verb={({ decision }) => t(`decide.${decision}`)}
        summary={({ decision }) => t(`decide.${decision}Title`, { number })}
      />
      <StepUpDialog stepUp={revoking} verb={t('revoke.submit')} summary={() => t('revoke.title', { number })} />
    </>
  );
}
