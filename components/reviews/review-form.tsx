'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type SubmitEvent, useEffect, useState } from 'react';
import { Section } from '@/components/findings/detail/section';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { keepDraft, readDraft } from '@/components/reviews/draft';
import { ImpactField } from '@/components/reviews/impact-field';
import { LinesField } from '@/components/reviews/lines-field';
import { useReviewVerb } from '@/components/reviews/use-review-verb';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { saveReviewAction } from '@/lib/reviews/actions';
import { REVIEW_TEXT_MAX, type ReviewContent, WHYS_MAX } from '@/lib/reviews/content';
import type { ReviewDetail } from '@/lib/reviews/types';

const FIRST = ['summary', 'happened'] as const;
const LAST = ['resolvedBy', 'wentWell', 'wentBadly', 'lucky', 'documents'] as const;

/** What people write. It is kept in this tab until it is saved, so that a reload loses nothing. */
export function ReviewForm({ review }: { readonly review: ReviewDetail }) {
  const t = useTranslations('reviews');
  const { give, busy } = useReviewVerb();
  const format = useFormatter();
  const readMoment = useReadMoment();
  const { id, version, rights, people, meetingBy } = review;
  const [content, setContent] = useState(review.content);
  const [ownerId, setOwnerId] = useState(review.ownerId);
  const key = `review ${id} ${version}`;
  // Not while rendering: the server has no draft, and both must begin alike.
  useEffect(() => {
    const draft = readDraft(key);
    if (draft) setContent(draft);
  }, [key]);
  const change = (part: Partial<ReviewContent>) => {
    const next = { ...content, ...part };
    setContent(next);
    keepDraft(key, next);
  };
  const save = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const meetingAt = readMoment(new FormData(event.currentTarget), 'meetingAt');
    const saved = await give(() => saveReviewAction({ id, version, ownerId, meetingAt, content }), t('saved'));
    if (saved) keepDraft(key, null);
  };
  const text = (name: (typeof FIRST)[number] | (typeof LAST)[number]) => (
    <Field key={name} label={t(`parts.${name}`)}>
      <FieldTextarea
        value={content[name]}
        maxLength={REVIEW_TEXT_MAX}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <Section title={t('write')}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <fieldset disabled={!rights.write} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">{t('write')}</legend>
          <Field label={t('owner')}>
            <Select
              options={people.map(({ id: value, name }) => ({ value, label: name }))}
              value={ownerId}
              onValueChange={setOwnerId}
              placeholder={t('nobody')}
              className="w-60"
            />
          </Field>
          <MomentField
            name="meetingAt"
            label={t('meeting')}
            hint={meetingBy ? t('meetingBy', { at: format.dateTime(new Date(meetingBy), 'short') }) : t('meetingHint')}
            value={review.meetingAt}
          />
          {FIRST.map(text)}
          <ImpactField rows={content.impact} onChange={(impact) => change({ impact })} />
          <LinesField
            label={t('parts.factors')}
            itemLabel={(number) => t('factor', { number })}
            add={t('addFactor')}
            lines={content.factors}
            onChange={(factors) => change({ factors })}
          />
          <LinesField
            label={t('parts.whys')}
            itemLabel={(number) => t('why', { number })}
            add={t('addWhy')}
            lines={content.whys}
            max={WHYS_MAX}
            marked={{ index: content.root, label: t('rootCause'), onMark: (root) => change({ root }) }}
            onChange={(whys, root = content.root) => change({ whys, root })}
          />
          {LAST.map(text)}
          {rights.write && (
            <div>
              <Button type="submit" variant="primary" busy={busy}>
                {t('save')}
              </Button>
            </div>
          )}
        </fieldset>
      </form>
    </Section>
  );
}
