'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { severityName } from '@/lib/findings/severity';
import { applyPreviewedAction } from '@/lib/imports/actions';
import { importKeys } from '@/lib/imports/queries';
import type { ImportDetail, Outlook, OutlookRow } from '@/lib/imports/types';

const CHANGES = ['new', 'reopened', 'updated', 'fixed'] as const satisfies readonly Exclude<keyof Outlook, 'joined'>[];

function Row({ row }: { readonly row: OutlookRow }) {
  return (
    <li className="flex min-w-0 items-baseline gap-2 border-line border-b py-1.5">
      <SeverityBadge severity={severityName(row.severity)} />
      <span className="min-w-0 break-words">
        {row.id === null ? (
          row.title
        ) : (
          <Link href={`/findings/${row.id}`} prefetch={false} className="hover:underline">
            {row.title}
          </Link>
        )}{' '}
        <span className="font-mono text-muted text-sm">{row.location}</span>
      </span>
    </li>
  );
}

function Changes({ change, shown }: { readonly change: (typeof CHANGES)[number]; readonly shown: ImportDetail }) {
  const t = useTranslations('imports');
  const rows = shown.outlook?.[change] ?? [];
  const count = shown.counts[change];
  if (rows.length === 0) return null;
  return (
    <section className="mb-4">
      <h3 className="font-semibold">{t(`counted.${change}`, { count })}</h3>
      <ul>
        {rows.map((row, at) => (
          <Row key={row.id ?? `${at} ${row.title}`} row={row} />
        ))}
      </ul>
      {count > rows.length && (
        <p className="mt-1 text-muted text-sm">{t('preview.more', { count: count - rows.length })}</p>
      )}
    </section>
  );
}

/** What a report would change, and the button that lets it. */
export function Preview({ shown, mayIngest }: { readonly shown: ImportDetail; readonly mayIngest: boolean }) {
  const t = useTranslations('imports');
  const errors = useTranslations('errors');
  const client = useQueryClient();
  const { show } = useToast();
  const [busy, begin] = useTransition();
  const apply = () =>
    begin(async () => {
      const result = await applyPreviewedAction(shown.id);
      if (!result.ok) show({ title: errors(result.error.code), tone: 'error' });
      await client.invalidateQueries({ queryKey: importKeys.all });
    });
  const joined = shown.outlook?.joined ?? 0;
  const changed = joined > 0 || CHANGES.some((change) => shown.counts[change] > 0);
  return (
    <section className="mb-6" aria-label={t('preview.title')}>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <p>
          {t(changed ? 'preview.would' : 'preview.nothing')}{' '}
          {shown.counts.unchanged > 0 && (
            <span className="text-muted">({t('counted.unchanged', { count: shown.counts.unchanged })})</span>
          )}
        </p>
        {mayIngest && shown.kept && (
          <Button variant="primary" busy={busy} onClick={apply}>
            {t('preview.apply')}
          </Button>
        )}
      </div>
      {joined > 0 && <p className="mb-4">{t('preview.joined', { count: joined })}</p>}
      {CHANGES.map((change) => (
        <Changes key={change} change={change} shown={shown} />
      ))}
    </section>
  );
}
