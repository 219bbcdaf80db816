'use client';

import { Cog, Gavel, Megaphone } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { memo } from 'react';
import { useEntryText } from '@/components/incidents/room/entry-text';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Markdown } from '@/components/ui/markdown';
import { shownText } from '@/lib/findings/mentions';
import type { EntryLine } from '@/lib/incidents/room/types';

type Props = {
  readonly line: EntryLine;
  /** A later line puts it right. */
  readonly corrected: boolean;
  /** Set where the reader may put it right. */
  readonly onCorrect?: (line: EntryLine) => void;
};

const SAID = ['message', 'decision', 'update'];

/** A line of the log: what people say stands out, what happened is one quiet line. */
export const FeedLine = memo(function FeedLine({ line, corrected, onCorrect }: Props) {
  const text = useEntryText();
  return SAID.includes(line.kind) ? (
    <Said line={line} text={text(line)} corrected={corrected} onCorrect={onCorrect} />
  ) : (
    <Happened line={line} text={text(line)} />
  );
});

function Time({ line: { at, seq } }: { readonly line: EntryLine }) {
  const format = useFormatter();
  const date = new Date(at);
  return (
    <a
      href={`#line-${seq}`}
      className="shrink-0 text-muted text-xs tabular-nums hover:underline"
      title={format.dateTime(date, 'exact')}
    >
      <time dateTime={at} suppressHydrationWarning>
        {format.dateTime(date, 'time')}
      </time>
    </a>
  );
}

function Happened({ line, text }: { readonly line: EntryLine; readonly text: string }) {
  return (
    <li id={`line-${line.seq}`} className="flex items-baseline gap-2 py-1 text-muted">
      <Time line={line} />
      <span className="min-w-0 wrap-anywhere">
        {line.actor.id === null && <Cog aria-hidden className="mr-1 inline size-3 align-[-0.1em]" />}
        {text}
        {line.note && (
          <span className="block whitespace-pre-wrap border-line border-l-2 pl-2 text-text">{line.note}</span>
        )}
      </span>
    </li>
  );
}

const FRAME: Readonly<Record<string, string>> = {
  decision: 'border-accent bg-accent-soft',
  update: 'border-met bg-met-soft',
  message: 'border-transparent',
};

type SaidProps = Props & { readonly text: string };

function Said({ line, text, corrected, onCorrect }: SaidProps) {
  const t = useTranslations('incidentRoom.feed');
  const Mark = line.kind === 'decision' ? Gavel : line.kind === 'update' ? Megaphone : null;
  return (
    <li id={`line-${line.seq}`} className={cn('group my-1 -ml-2.5 border-l-2 py-1 pl-2', FRAME[line.kind])}>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Time line={line} />
        <span className="font-medium">
          {Mark && <Mark aria-hidden className="mr-1 inline size-3.5 align-[-0.15em]" />}
          {line.kind === 'message' && line.data.corrects === undefined ? line.actor.name : text}
        </span>
        {corrected && <span className="text-muted text-xs">{t('corrected')}</span>}
        {onCorrect && !corrected && (
          <Button
            size="sm"
            variant="ghost"
            className="-my-1 ml-auto pointer-fine:opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
            onClick={() => onCorrect(line)}
          >
            {t('correct')}
          </Button>
        )}
      </p>
      <div className={cn(corrected && 'text-muted line-through')}>
        <Markdown>{shownText(line.note, line.mentions)}</Markdown>
      </div>
    </li>
  );
}
