'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '@/components/findings/detail/section';
import { ActionDialog } from '@/components/reviews/action-dialog';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Tone } from '@/components/ui/tone';
import type { ActionState } from '@/lib/reviews/content';
import type { ActionItem, ReviewDetail } from '@/lib/reviews/types';

const TONES: Readonly<Record<ActionState, Tone>> = { open: 'partly', doing: 'accent', done: 'met', dropped: 'neutral' };

type Props = { readonly review: ReviewDetail };

/** What is done so that it does not happen again: each with its owner and last day. */
export function ReviewActions({ review }: Props) {
  const t = useTranslations('reviews');
  const format = useFormatter();
  const [asked, setAsked] = useState<ActionItem | 'new' | null>(null);
  const { actions, rights } = review;
  return (
    <Section title={t('parts.actions')}>
      {actions.length === 0 && <p className="text-muted">{t('noActions')}</p>}
      <ul>
        {actions.map((action) => (
          <li key={action.id} className="flex flex-wrap items-center justify-between gap-2 border-line border-t py-1.5">
            <span className="min-w-0 wrap-anywhere">
              <span className="font-medium">{action.title}</span>{' '}
              <span className="text-muted text-xs">
                {t('actionLine', {
                  owner: action.owner,
                  day: format.dateTime(new Date(`${action.dueOn}T12:00:00Z`), 'day'),
                })}
                {action.ticket && ` · ${action.ticket}`}
              </span>
            </span>
            <span className="inline-flex items-center gap-2">
              <Badge tone={TONES[action.state]}>{t(`actionStates.${action.state}`)}</Badge>
              {rights.write && (
                <Button
                  size="sm"
                  aria-label={t('action.changeOne', { title: action.title })}
                  onClick={() => setAsked(action)}
                >
                  {t('action.change')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {rights.write && (
        <Button size="sm" className="mt-2" onClick={() => setAsked('new')}>
          {t('action.add')}
        </Button>
      )}
      {asked && <ActionDialog review={review} action={asked === 'new' ? null : asked} onClose={() => setAsked(null)} />}
    </Section>
  );
}
