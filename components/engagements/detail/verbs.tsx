'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChangeDialog } from '@/components/engagements/detail/change-dialog';
import { MoveDialog } from '@/components/engagements/detail/move-dialog';
import { OwnerDialog } from '@/components/engagements/detail/owner-dialog';
import { RetestDialog } from '@/components/engagements/detail/retest-dialog';
import { useVerb } from '@/components/engagements/detail/use-verb';
import { Button } from '@/components/ui/button';
import { moveEngagementAction } from '@/lib/engagements/actions';
import type { EngagementDetail } from '@/lib/engagements/types';

type Asked = 'edit' | 'owner' | 'retest' | 'plan_retest' | 'close' | 'reopen';

/** What the reader may do with the test now; the next step of its life stands first. */
export function EngagementVerbs({ engagement }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements');
  const [asked, setAsked] = useState<Asked | null>(null);
  const { give, busy } = useVerb();
  const { id, version, rights } = engagement;
  const close = () => setAsked(null);
  const step = (verb: 'start' | 'report') =>
    void give(() => moveEngagementAction({ id, version, verb, note: '', dueOn: null }), t('toast.moved'));
  return (
    <>
      {rights.start && (
        <Button variant="primary" busy={busy} onClick={() => step('start')}>
          {t('verbs.start')}
        </Button>
      )}
      {rights.report && (
        <Button busy={busy} onClick={() => step('report')}>
          {t('verbs.report')}
        </Button>
      )}
      {rights.retest && engagement.list.length > 0 && (
        <Button variant="primary" onClick={() => setAsked('retest')}>
          {t('verbs.retest')}
        </Button>
      )}
      {rights.planRetest && <Button onClick={() => setAsked('plan_retest')}>{t('verbs.plan_retest')}</Button>}
      {rights.reopen && <Button onClick={() => setAsked('reopen')}>{t('verbs.reopen')}</Button>}
      {rights.edit && <Button onClick={() => setAsked('edit')}>{t('verbs.edit')}</Button>}
      {rights.edit && <Button onClick={() => setAsked('owner')}>{t('verbs.owner')}</Button>}
      {rights.close && <Button onClick={() => setAsked('close')}>{t('verbs.close')}</Button>}
      {asked === 'edit' && <ChangeDialog engagement={engagement} onClose={close} />}
      {asked === 'owner' && <OwnerDialog engagement={engagement} onClose={close} />}
      {asked === 'retest' && <RetestDialog engagement={engagement} onClose={close} />}
      {(asked === 'plan_retest' || asked === 'close' || asked === 'reopen') && (
        <MoveDialog engagement={engagement} verb={asked} onClose={close} />
      )}
    </>
  );
}
