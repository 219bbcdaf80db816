'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuditDialog } from '@/components/compliance/audit-dialog';
import { FindingDialog } from '@/components/compliance/finding-dialog';
import { SettleAuditDialog } from '@/components/compliance/settle-audit-dialog';
import { Button } from '@/components/ui/button';
import type { AuditFindingRow, AuditRow } from '@/lib/compliance/data/programme';
import type { Person } from '@/lib/compliance/view-types';

type People = { readonly people: readonly Person[] };

export function PlanAudit({ people }: People) {
  const t = useTranslations('compliance.audits');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && <AuditDialog audit={null} people={people} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What may be done with an audit now: while it is planned change, hold or call it off; once held add findings. */
export function AuditVerbs({ audit, people }: People & { readonly audit: AuditRow }) {
  const t = useTranslations('compliance');
  const [asked, setAsked] = useState<'change' | 'hold' | 'callOff' | 'finding' | null>(null);
  const close = () => setAsked(null);
  const { id, version, state } = audit;
  return (
    <>
      {state === 'planned' &&
        (['change', 'callOff', 'hold'] as const).map((verb) => (
          <Button key={verb} variant={verb === 'hold' ? 'primary' : 'secondary'} onClick={() => setAsked(verb)}>
            {t(`audits.verbs.${verb}`)}
          </Button>
        ))}
      {state === 'held' && (
        <Button variant="primary" onClick={() => setAsked('finding')}>
          {t('findings.open')}
        </Button>
      )}
      {asked === 'change' && <AuditDialog audit={audit} people={people} onClose={close} />}
      {(asked === 'hold' || asked === 'callOff') && (
        <SettleAuditDialog id={id} version={version} how={asked} onClose={close} />
      )}
      {asked === 'finding' && <FindingDialog auditId={id} finding={null} people={people} onClose={close} />}
    </>
  );
}

type FollowProps = People & { readonly auditId: string; readonly finding: AuditFindingRow };

export function FollowFinding({ auditId, finding, people }: FollowProps) {
  const t = useTranslations('compliance.findings');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)} aria-label={t('followOf', { title: finding.title })}>
        {t('follow')}
      </Button>
      {open && <FindingDialog auditId={auditId} finding={finding} people={people} onClose={() => setOpen(false)} />}
    </>
  );
}
