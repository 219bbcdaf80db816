'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuditDialog } from '@/components/compliance/audit-dialog';
import { FindingDialog } from '@/components/compliance/finding-dialog';
import { SettleAuditDialog } from '@/components/compliance/settle-audit-dialog';
import { Button } from '@/components/ui/button';
import type { FrameworkName } from '@/lib/compliance/data/catalogues';
import type { AuditFindingRow, AuditRow } from '@/lib/compliance/data/programme';
import type { Person } from '@/lib/compliance/view-types';

type People = { readonly people: readonly Person[]; readonly frameworks: readonly FrameworkName[] };

export function PlanAudit({ people, frameworks }: People) {
  const t = useTranslations('compliance.audits');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && <AuditDialog audit={null} people={people} frameworks={frameworks} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What may be done with an audit now: while it is planned change, hold or call it off; once held add findings. */
export function AuditVerbs({ audit, people, frameworks }: People & { readonly audit: AuditRow }) {
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
      {asked === 'change' && <AuditDialog audit={audit} people={people} frameworks={frameworks} onClose={close} />}
      {(asked === 'hold' || asked === 'callOff') && (
        <SettleAuditDialog id={id} version={version} how={asked} onClose={close} />
      )}
      {asked === 'finding' && (
        <FindingDialog audit={audit} finding={null} people={people} frameworks={frameworks} onClose={close} />
      )}
    </>
  );
}

type FollowProps = People & { readonly audit: AuditRow; readonly finding: AuditFindingRow };

export function FollowFinding({ audit, finding, people, frameworks }: FollowProps) {
  const t = useTranslations('compliance.findings');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)} aria-label={t('followOf', { title: finding.title })}>
        {t('follow')}
      </Button>
      {open && (
        <FindingDialog
          audit={audit}
          finding={finding}
          people={people}
          frameworks={frameworks}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
