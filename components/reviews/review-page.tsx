'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Section } from '@/components/findings/detail/section';
import { ListStates } from '@/components/layout/list-states';
import { ReviewActions } from '@/components/reviews/actions';
import { ReviewForm } from '@/components/reviews/review-form';
import { ReviewTimes } from '@/components/reviews/review-times';
import { useReviewVerb } from '@/components/reviews/use-review-verb';
import { Button } from '@/components/ui/button';
import { publishReviewAction } from '@/lib/reviews/actions';
import { reviewQuery } from '@/lib/reviews/queries';
import type { ReviewDetail } from '@/lib/reviews/types';

/** What an incident taught: what is written of it, what is to be done, and what was published. */
export function ReviewPage({ number }: { readonly number: number }) {
  const query = useQuery(reviewQuery(number));
  return (
    <ListStates query={query} count={query.data ? 1 : 0} empty={null}>
      {query.data && <Review review={query.data} />}
    </ListStates>
  );
}

function Review({ review }: { readonly review: ReviewDetail }) {
  const t = useTranslations('reviews');
  return (
    <div className="max-w-4xl">
      <h2 className="font-semibold text-lg">{t('title')}</h2>
      <Publish review={review} />
      <ReviewForm key={review.version} review={review} />
      <ReviewActions review={review} />
      <ReviewTimes times={review.times} />
      <Responders review={review} />
    </div>
  );
}

function Publish({ review }: { readonly review: ReviewDetail }) {
  const t = useTranslations('reviews');
  const format = useFormatter();
  const { give, busy } = useReviewVerb();
  const { id, number, version, missing, publications, rights } = review;
  const publish = () => void give(() => publishReviewAction({ id, version }), t('publish.done'));
  return (
    <div className="my-2 flex flex-col gap-2">
      <p>
        {missing.length === 0
          ? t('publish.ready')
          : t('publish.missing', { parts: format.list(missing.map((need) => t(`needs.${need}`))) })}
      </p>
      {rights.publish && missing.length === 0 && (
        <Button className="w-fit" variant="primary" busy={busy} onClick={publish}>
          {t('publish.submit')}
        </Button>
      )}
      {publications.length > 0 && (
        <ul>
          {publications.map((one) => (
            <li key={one.number}>
              <Link
                href={`/incidents/${number}/review/published/${one.number}`}
                className="inline-flex min-h-6 items-center text-accent underline"
              >
                {t('publish.line', {
                  number: one.number,
                  at: format.dateTime(new Date(one.publishedAt), 'exact'),
                  name: one.publishedBy,
                })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Responders({ review: { responders } }: { readonly review: ReviewDetail }) {
  const t = useTranslations('reviews');
  return (
    <Section title={t('parts.responders')}>
      <ul>
        {responders.map(({ name, lines }) => (
          <li key={name}>{t('responder', { name, lines })}</li>
        ))}
      </ul>
    </Section>
  );
}
