import Link from 'next/link';
import { SeverityMark } from '@/components/findings/severity-mark';
import { StatusBadge } from '@/components/findings/status-badge';
import { severityName } from '@/lib/findings/severity';
import type { RelatedFinding } from '@/lib/findings/types';

/** Other findings, each a line that leads to its own page. */
export function RelatedList({ findings }: { readonly findings: readonly RelatedFinding[] }) {
  return (
    <ul className="flex flex-col">
      {findings.map(({ id, title, severity, status, productName, location }) => (
        <li key={id} className="flex min-h-8 min-w-0 items-center gap-2">
          <SeverityMark severity={severityName(severity)} />
          <Link href={`/findings/${id}`} prefetch={false} className="min-w-0 truncate text-accent underline">
            {productName}: {title}
          </Link>
          <span className="hidden min-w-0 flex-1 truncate text-muted text-xs sm:inline">{location}</span>
          <StatusBadge status={status} />
        </li>
      ))}
    </ul>
  );
}
