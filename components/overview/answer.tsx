import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { FigureLink } from '@/components/overview/figure-link';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Counts, Freshness } from '@/lib/overview/types';

type Props = { readonly counts: Counts; readonly freshness: Freshness; readonly silentHref: string };

/** The page's answer: how many, how many of them matter, which way it goes, and how fresh that is. */
export function Answer({ counts, freshness, silentHref }: Props) {
  const t = useTranslations('overview');
  const { open, openBefore, severities, added, fixed } = counts;
  const change = open.n - openBefore;
  const newest = freshness.newestImportAt;
  return (
    <header className="mb-6">
      <h1 className="max-w-3xl font-semibold text-2xl leading-tight">
        {t.rich('answer', {
          open: open.n,
          critical: severities.critical.n,
          all: () => <FigureLink inText figure={open} />,
          worst: () => <FigureLink inText figure={severities.critical} className="text-critical-ink" />,
        })}
      </h1>
      <p className="mt-1.5 text-muted">
        {t('change', { direction: change > 0 ? 'more' : change < 0 ? 'fewer' : 'same', n: Math.abs(change) })}{' '}
        {t.rich('flow', {
          added: () => <FigureLink inText figure={added} className="font-medium text-text" />,
          fixed: () => <FigureLink inText figure={fixed} className="font-medium text-text" />,
        })}
      </p>
      <p className="mt-0.5 text-muted text-xs">
        {newest && t.rich('newestReport', { when: () => <RelativeTime at={newest} /> })}{' '}
        {t.rich('sources', {
          sources: freshness.sources,
          silent: freshness.silent,
          list: (text) => (
            <Link
              href={silentHref}
              prefetch={false}
              className="rounded-sm underline decoration-1 decoration-line-strong underline-offset-3 hover:decoration-current"
            >
              {text}
            </Link>
          ),
        })}
      </p>
    </header>
  );
}
