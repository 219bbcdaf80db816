'use client';

import Link from 'next/link';
import { type MouseEvent, memo } from 'react';
import { panelCode } from '@/components/findings/detail/panel-beside';
import { useRowState, useRowVerbs } from '@/components/findings/list/row-context';
import { FindingMarks } from '@/components/findings/marks';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { SeverityMark } from '@/components/findings/severity-mark';
import { StatusBadge } from '@/components/findings/status-badge';
import { intentOf } from '@/components/ui/lazy-on-intent';
import { severityName } from '@/lib/findings/severity';
import type { FindingRow } from '@/lib/findings/types';

/** Title and first id; in a narrow list also what has no column there. The link stretches over the whole row. */
export function TitleCell({ finding }: { readonly finding: FindingRow }) {
  return <Title finding={finding} isOpen={useRowState().open === finding.id} />;
}

const Title = memo(({ finding, isOpen }: { readonly finding: FindingRow; readonly isOpen: boolean }) => {
  const { onOpen } = useRowVerbs();
  const { id, title, vulnId, location, status, severity, productName } = finding;
  const openBeside = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(finding);
  };
  return (
    <div className="min-w-0 flex-1">
      <div className="flex min-w-0 items-center gap-2">
        <span className="hidden md:inline @2xl:hidden">
          <SeverityMark severity={severityName(severity)} />
        </span>
        <Link
          href={`/findings/${id}`}
          prefetch={false}
          data-row-link
          aria-current={isOpen || undefined}
          {...intentOf(panelCode)}
          onClick={openBeside}
          className="min-w-0 truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
        >
          {title}
        </Link>
        {vulnId && (
          <span className="hidden max-w-48 shrink-0 truncate font-mono text-muted text-xs @6xl:inline">{vulnId}</span>
        )}
        <FindingMarks finding={finding} />
      </div>
      <div className="mt-0.5 flex min-w-0 items-center gap-2 text-muted text-xs md:hidden">
        <SeverityBadge severity={severityName(severity)} />
        <StatusBadge status={status} />
        <span className="min-w-0 truncate">{`${productName} · ${location}`}</span>
      </div>
    </div>
  );
});
