'use client';

import { Flag as FlagIcon, Link2, MessageSquare, Pin } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, type ReactNode, useDeferredValue } from 'react';
import { EventTime } from '@/components/events/event-time';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { PagedList } from '@/components/layout/list-states';
import { useItemWords } from '@/components/timeline/use-item-words';
import { cn } from '@/components/ui/cn';
import { Table, Td, Th } from '@/components/ui/table';
import { severityName } from '@/lib/findings/severity';
import { FLAGS, type Flag, type TimelineItem } from '@/lib/timeline/types';

type Query = Parameters<typeof PagedList<TimelineItem>>[0]['query'];

type Props = {
  readonly query: Query;
  readonly utc: boolean;
  readonly open: string | null;
  readonly empty: ReactNode;
  readonly onOpen: (ref: string) => void;
};

const COLUMNS = ['time', 'kind', 'what', 'who', 'where'] as const;
const ICONS = { linked: Link2, pinned: Pin, key: FlagIcon, commented: MessageSquare } as const satisfies Record<
  Flag,
  unknown
>;

/** The items behind the picture, the oldest first. */
export function ItemTable({ query, empty, ...shown }: Props) {
  return (
    <PagedList query={query} empty={empty}>
      {(rows) => <Rows rows={rows} {...shown} />}
    </PagedList>
  );
}

type RowsProps = Omit<Props, 'query' | 'empty'> & { readonly rows: readonly TimelineItem[] };

/** A hundred new lines come a moment after the picture, so that the hand on it is never held up. */
function Rows({ rows, utc, open, onOpen }: RowsProps) {
  const t = useTranslations('timeline');
  const later = useDeferredValue(rows);
  return (
    <Table label={t('table')} stacked>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th key={column}>{t(`columns.${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {later.map((item) => (
          <Row key={item.ref} item={item} utc={utc} isOpen={item.ref === open} onOpen={onOpen} />
        ))}
      </tbody>
    </Table>
  );
}

/** From the widest place to the narrowest: `cluster-a / shop / web-1`. */
function whereOf({ cluster, namespace, pod, host, container, targetAddress }: TimelineItem['places']): string {
  return [cluster, namespace, pod].filter(Boolean).join(' / ') || host || container || targetAddress || '';
}

type RowProps = Pick<Props, 'utc' | 'onOpen'> & { readonly item: TimelineItem; readonly isOpen: boolean };

const Row = memo(function Row({ item, utc, isOpen, onOpen }: RowProps) {
  const t = useTranslations('timeline');
  const words = useItemWords();
  const { places } = item;
  return (
    <tr className={cn('align-top', isOpen && 'bg-accent-soft')} aria-selected={isOpen || undefined}>
      <Td className="font-mono text-xs">
        <EventTime time={item.time} utc={utc} />
      </Td>
      <Td>
        <span className="flex flex-wrap items-center gap-1.5">
          {item.severity === null ? (
            <span className="text-muted">{words.kindOf(item)}</span>
          ) : (
            <SeverityBadge severity={severityName(item.severity)} />
          )}
          {FLAGS.filter((flag) => item.flags.includes(flag)).map((flag) => {
            const Icon = ICONS[flag];
            return <Icon key={flag} role="img" aria-label={t(`flags.${flag}`)} className="size-3.5 text-muted" />;
          })}
        </span>
      </Td>
      <Td className="min-w-48">
        <button
          type="button"
          aria-pressed={isOpen}
          className="wrap-anywhere min-h-6 text-left font-medium hover:underline"
          onClick={() => onOpen(item.ref)}
        >
          {words.titleOf(item)}
        </button>
        {item.text !== '' && <p className="line-clamp-2 wrap-anywhere text-muted text-xs">{item.text}</p>}
      </Td>
      <Td label={t('columns.who')} className="wrap-anywhere">
        {places.actor}
        {places.sourceAddress && <span className="block text-muted text-xs">{places.sourceAddress}</span>}
      </Td>
      <Td label={t('columns.where')} className="wrap-anywhere">
        {whereOf(places)}
        {item.kind === 'event' && <span className="block text-muted text-xs">{item.source}</span>}
      </Td>
    </tr>
  );
});
