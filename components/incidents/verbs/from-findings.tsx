'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { DeclareDialog } from '@/components/incidents/verbs/declare-dialog';
import { FormDialog } from '@/components/incidents/verbs/form-dialog';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import type { FindingRow } from '@/lib/findings/types';
import { linkFindingsAction } from '@/lib/incidents/file/actions';
import { incidentName } from '@/lib/incidents/priority';
import { incidentsQuery } from '@/lib/incidents/queries';
import { ALL_OPEN } from '@/lib/incidents/search-params';

type Props = {
  readonly findings: readonly FindingRow[];
  /** `done`: the verb was given. */
  readonly onClose: (done: boolean) => void;
};

/** Links findings to an incident that is open, or declares one of them. */
export function IncidentFromFindings({ findings, onClose }: Props) {
  const t = useTranslations('incidents');
  const { give, busy } = useIncidentVerb();
  const { data } = useInfiniteQuery(incidentsQuery(ALL_OPEN));
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const [id, setId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const [declaring, setDeclaring] = useState(false);
  const ids = findings.map((finding) => finding.id);
  if (declaring) return <DeclareDialog findings={findings} onClose={onClose} />;
  const submit = async () => {
    setMissing(id === null);
    if (id === null) return;
    const done = await give(
      () => linkFindingsAction({ id, findings: ids }),
      (count) => ({ title: t('toast.findingsLinked', { count }) }),
    );
    if (done) onClose(true);
  };
  return (
    <FormDialog
      title={t('link.title', { count: ids.length })}
      lead={t('link.lead')}
      submit={t('link.submit')}
      busy={busy}
      onSubmit={submit}
      onClose={() => onClose(false)}
    >
      <Field
        label={t('link.into')}
        hint={data && rows.length === 0 && t('link.none')}
        error={missing && t('issues.target_required')}
      >
        <Combobox
          label={t('link.into')}
          placeholder={t('link.into')}
          options={rows.map(({ id: value, number, title, product }) => ({
            value,
            label: `${incidentName(number)} ${title} · ${product.name}`,
          }))}
          value={id}
          onValueChange={setId}
        />
      </Field>
      <p>
        <Button size="sm" onClick={() => setDeclaring(true)}>
          {t('link.declare')}
        </Button>
      </p>
    </FormDialog>
  );
}
