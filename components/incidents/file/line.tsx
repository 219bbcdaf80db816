import Link from 'next/link';
import type { ReactNode } from 'react';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { severityName } from '@/lib/findings/severity';

type LineProps = {
  readonly severity: number;
  readonly href: string;
  readonly title: string;
  readonly more: ReactNode;
  readonly verb?: ReactNode;
};

/** An alert or a finding in the case file, with what can be done about it. */
export function Line({ severity, href, title, more, verb }: LineProps) {
  return (
    <li className="flex items-start justify-between gap-2 border-line border-b py-1.5">
      <span className="min-w-0">
        <SeverityBadge severity={severityName(severity)} />{' '}
        <Link href={href} prefetch={false} className="font-medium wrap-anywhere hover:underline">
          {title}
        </Link>
        <span className="block text-muted text-xs wrap-anywhere">{more}</span>
      </span>
      {verb}
    </li>
  );
}
