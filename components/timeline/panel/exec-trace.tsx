'use client';

import { useQuery } from '@tanstack/react-query';
import { FileText, Globe } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EventTime } from '@/components/events/event-time';
import { ListStates } from '@/components/layout/list-states';
import { TraceTree } from '@/components/timeline/panel/trace-tree';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import type { Tone } from '@/components/ui/tone';
import { traceQuery } from '@/lib/timeline/queries';
import type { Confidence, ExecRequest, Seen, Trace } from '@/lib/timeline/trace/types';

type Props = {
  readonly number: number;
  readonly open: string;
  readonly utc: boolean;
  readonly onOpen: (ref: string) => void;
};

const TONES = {
  exact: 'met',
  pod: 'partly',
  ambiguous: 'partly',
  none: 'unknown',
  refused: 'unknown',
} as const satisfies Record<Confidence, Tone>;

/** What an exec led to, as a tree whose every line opens its item; how sure that is stands above it. */
export function ExecTrace({ number, open, utc, onOpen }: Props) {
  const t = useTranslations('timeline.trace');
  const query = useQuery(traceQuery(number, open));
  return (
    <section aria-label={t('title')} className="mb-4">
      <h4 className="mb-1 font-medium">{t('title')}</h4>
      <ListStates
        query={query}
        count={query.data ? 1 : 0}
        skeleton={3}
        empty={<EmptyState title={t('confidence.none')} />}
      >
        {query.data && <Shown trace={query.data} open={open} utc={utc} onOpen={onOpen} />}
      </ListStates>
    </section>
  );
}

type ShownProps = Pick<Props, 'open' | 'utc' | 'onOpen'> & { readonly trace: Trace };

function Shown({ trace: { exec, confidence, candidates, processes, loose }, open, utc, onOpen }: ShownProps) {
  const t = useTranslations('timeline.trace');
  const frame = { utc, onOpen };
  return (
    <>
      <p className="mb-2">
        <Badge tone={TONES[confidence]}>{t(`confidence.${confidence}`)}</Badge>
        <span className="mt-1 block text-muted text-xs">{t(`means.${confidence}`)}</span>
      </p>
      {candidates.length > 0 && (
        <>
          <h5 className="text-muted text-xs">{t('candidates')}</h5>
          <ul className="mb-2">
            {candidates.map((candidate) => (
              <li key={candidate.ref}>
                <ExecLine exec={candidate} {...frame} />
              </li>
            ))}
          </ul>
        </>
      )}
      {processes.length > 0 && (
        <>
          {candidates.length === 0 && <ExecLine exec={exec} {...frame} />}
          <TraceTree processes={processes} open={open} {...frame} />
        </>
      )}
      {loose.length > 0 && (
        <details className="mt-2">
          <summary className="min-h-6 cursor-pointer text-muted text-xs">{t('loose', { count: loose.length })}</summary>
          <ul>
            {loose.map((seen) => (
              <li key={seen.ref}>
                <Act seen={seen} {...frame} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const LINE = 'wrap-anywhere min-h-6 text-left hover:underline';

function ExecLine({ exec, utc, onOpen }: Pick<Props, 'utc' | 'onOpen'> & { readonly exec: ExecRequest }) {
  return (
    <button type="button" className={`${LINE} mb-1 rounded-sm py-0.5 hover:bg-sunken`} onClick={() => onOpen(exec.ref)}>
      <span className="font-medium">{exec.user}</span> <code className="font-mono text-xs">{exec.command}</code>
      <span className="block text-muted text-xs">
        {[exec.sourceAddress, [exec.namespace, exec.pod, exec.container].filter(Boolean).join(' / ')]
          .filter(Boolean)
          .join(' → ')}
        {' · '}
        <EventTime time={exec.time} utc={utc} />
      </span>
    </button>
  );
}

/** What was noticed of a process: its file, its other end, and by which rule. */
function Act({ seen, utc, onOpen }: Pick<Props, 'utc' | 'onOpen'> & { readonly seen: Seen }) {
  const Icon = seen.targetAddress !== '' ? Globe : seen.file !== '' ? FileText : null;
  const what = seen.targetAddress || seen.file;
  return (
    <button type="button" className={`${LINE} text-xs`} onClick={() => onOpen(seen.ref)}>
      {Icon && <Icon aria-hidden className="mr-1 inline size-3.5 text-muted" />}
      {what !== '' && <span className="font-medium">{`${what} `}</span>}
      <span className="text-muted">{seen.title}</span>{' '}
      <span className="text-muted">
        <EventTime time={seen.time} utc={utc} />
      </span>
    </button>
  );
}
