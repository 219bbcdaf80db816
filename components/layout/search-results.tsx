'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { PALETTE_GROUP, PALETTE_ITEM } from '@/components/command-menu/palette';
import { SeverityMark } from '@/components/findings/severity-mark';
import { scopeParsers, withScope } from '@/components/layout/scope-state';
import { useSettled } from '@/components/layout/use-settled';
import type { ScopeChoices } from '@/lib/assets/types';
import { findingsQuery } from '@/lib/findings/queries';
import { findingsHref, loadFilter } from '@/lib/findings/search-params';
import { severityName } from '@/lib/findings/severity';
import { FINDING_STATUSES, type FindingRow } from '@/lib/findings/types';

const SHOWN = 6;
const LEAST = 2;

type Props = { readonly query: string; readonly choices: ScopeChoices; readonly close: () => void };

/** What the palette finds beyond verbs and pages, whatever the scope: findings by id or title, and products. */
export function SearchResults({ query, choices, close }: Props) {
  const t = useTranslations('shell.palette');
  const router = useRouter();
  const [{ team: teams, product: products }] = useQueryStates(scopeParsers);
  const words = query.trim();
  const findings = useFindings(words);
  if (words.length < LEAST) return null;
  const go = (href: string) => {
    close();
    router.push(href);
  };
  const goScoped = (href: string) => go(withScope(href, teams, products));
  return (
    <>
      <Command.Group heading={t('findings')} className={PALETTE_GROUP} forceMount>
        {findings.map((finding) => (
          <FindingItem key={finding.id} finding={finding} go={goScoped} />
        ))}
        <Command.Item
          forceMount
          value="findings.search"
          className={PALETTE_ITEM}
          onSelect={() => go(findingsHref({ status: [...FINDING_STATUSES], q: words }))}
        >
          {t('searchFindings', { query: words })}
        </Command.Item>
      </Command.Group>
      <Command.Group heading={t('products')} className={PALETTE_GROUP}>
        {choices.products.map(({ slug, name, team }) => (
          <Command.Item
            key={slug}
            value={`product.${slug}`}
            keywords={[name, team]}
            className={PALETTE_ITEM}
            onSelect={() => goScoped(`/assets/products/${slug}`)}
          >
            <span className="truncate">{name}</span>
            <span className="text-muted text-xs">{team}</span>
          </Command.Item>
        ))}
      </Command.Group>
    </>
  );
}

function FindingItem({ finding, go }: { readonly finding: FindingRow; readonly go: (href: string) => void }) {
  const { id, title, severity, vulnId, productName } = finding;
  return (
    <Command.Item forceMount value={`finding.${id}`} className={PALETTE_ITEM} onSelect={() => go(`/findings/${id}`)}>
      <span className="flex min-w-0 items-center gap-2">
        <SeverityMark severity={severityName(severity)} />
        <span className="truncate">{title}</span>
      </span>
      <span className="shrink-0 text-muted text-xs">{vulnId ?? productName}</span>
    </Command.Item>
  );
}

/** The server searches: what it found is shown as it is, whatever the palette's own matching says. */
function useFindings(words: string): readonly FindingRow[] {
  const q = useSettled(words);
  const filter = { ...loadFilter({}), status: [...FINDING_STATUSES], q };
  const { data } = useInfiniteQuery({ ...findingsQuery(filter, 'severity.desc'), enabled: q.length >= LEAST });
  return q === words ? (data?.pages[0]?.rows.slice(0, SHOWN) ?? []) : [];
}
