'use client';

import { ChevronDown, ChevronRight, CornerDownRight, FileText, Globe, ShieldAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { EventTime } from '@/components/events/event-time';
import { type TreeRow, treeMove, treeRows } from '@/components/timeline/panel/tree-rows';
import { cn } from '@/components/ui/cn';
import type { TraceNode } from '@/lib/timeline/trace/types';

type Props = {
  readonly processes: readonly TraceNode[];
  readonly utc: boolean;
  /** The item that is open beside the list. */
  readonly open: string;
  readonly onOpen: (ref: string) => void;
};

/** Processes and what they did, as a tree: arrows go through it, Enter opens the record of a line. */
export function TraceTree({ processes, utc, open, onOpen }: Props) {
  const t = useTranslations('timeline.trace');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const lines = useRef(new Map<string, HTMLElement>());
  const rows = treeRows(processes, closed);
  const current = rows.some(({ id }) => id === at) ? at : (rows[0]?.id ?? null);
  const toggle = (id: string) =>
    setClosed((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const onKeyDown = (event: KeyboardEvent, row: TreeRow) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return onOpen(row.ref);
    }
    // Here letters look for a line, also those that find none: none of them is a key of the page.
    if (event.key.length === 1) event.stopPropagation();
    const move = treeMove(rows, row.id, event.key);
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    if ('toggle' in move) return toggle(move.toggle);
    setAt(move.to);
    lines.current.get(move.to)?.focus();
  };
  return (
    <div role="tree" aria-label={t('tree')} className="flex flex-col">
      {rows.map((row) => (
        <div
          key={row.id}
          ref={(element) => {
            if (element) lines.current.set(row.id, element);
            else lines.current.delete(row.id);
          }}
          role="treeitem"
          aria-level={row.level}
          aria-posinset={row.place}
          aria-setsize={row.of}
          aria-expanded={row.expanded ?? undefined}
          aria-selected={row.ref === open}
          tabIndex={row.id === current ? 0 : -1}
          onFocus={() => setAt(row.id)}
          onClick={() => onOpen(row.ref)}
          onKeyDown={(event) => onKeyDown(event, row)}
          className={cn(
            'flex min-h-6 cursor-pointer items-start gap-1 rounded-sm py-0.5 hover:bg-sunken',
            row.ref === open && 'bg-accent-soft',
          )}
          style={{ paddingLeft: `${(row.level - 1) * 0.9}rem` }}
        >
          <Twist row={row} onToggle={toggle} />
          <Line row={row} utc={utc} />
        </div>
      ))}
    </div>
  );
}

/** Opens and closes what hangs below a line; keys have arrows for it, so it is nothing of its own to them. */
function Twist({
  row: { id, expanded, node, seen },
  onToggle,
}: {
  readonly row: TreeRow;
  readonly onToggle: (id: string) => void;
}) {
  if (expanded !== null) {
    const Icon = expanded ? ChevronDown : ChevronRight;
    return (
      <span
        aria-hidden
        className="flex size-6 shrink-0 items-center justify-center"
        onClick={(event) => {
          event.stopPropagation();
          onToggle(id);
        }}
      >
        <Icon className="size-4 text-muted" />
      </span>
    );
  }
  const Icon = node ? CornerDownRight : seen?.targetAddress ? Globe : seen?.file ? FileText : ShieldAlert;
  return (
    <span aria-hidden className="flex size-6 shrink-0 items-center justify-center">
      <Icon className="size-3.5 text-muted" />
    </span>
  );
}

function Line({ row: { node, seen }, utc }: { readonly row: TreeRow; readonly utc: boolean }) {
  const t = useTranslations('timeline.trace');
  const what = node ? null : seen && (seen.targetAddress || seen.file);
  const time = node?.time ?? seen?.time;
  return (
    <span className="wrap-anywhere min-w-0 grow">
      {node && <code className="font-mono text-xs">{node.command}</code>}
      {what && <span className="font-medium text-xs">{what}</span>}{' '}
      {node?.pid != null && <span className="text-muted text-xs">{t('pid', { pid: String(node.pid) })}</span>}
      <span className="block text-muted text-xs">
        {seen && `${seen.title} · `}
        {time && <EventTime time={time} utc={utc} />}
      </span>
      {node?.link === 'name' && <span className="block text-partly-ink text-xs">{t('byName')}</span>}
    </span>
  );
}
