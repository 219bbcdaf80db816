import { ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { countStates } from '@/lib/safeguards/score';
import type { Posture } from '@/lib/safeguards/view-types';

/** The posture's verdict in one line, or that it is too old to be one; nothing before promises were ever judged. */
export function PostureLine({ posture, href }: { readonly posture: Posture; readonly href: string }) {
  const t = useTranslations('posture');
  const format = useFormatter();
  if (posture.judgedAt === null) return null;
  const { judgedAt, stale } = posture;
  return (
    <p className="mb-6 flex items-start gap-2">
      <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <Link
        href={href}
        prefetch={false}
        className="rounded-sm underline decoration-1 decoration-line-strong underline-offset-3 hover:decoration-current"
      >
        {stale
          ? t('homeStale', { at: format.dateTime(new Date(judgedAt), 'short') })
          : t('home', { ...countStates(posture.rows), of: posture.score.of })}
      </Link>
    </p>
  );
}
