'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { MentionBox } from '@/components/findings/detail/mention-box';
import { Button } from '@/components/ui/button';
import { storedText, unknownMentions } from '@/lib/findings/mentions';
import { mentionableQuery } from '@/lib/findings/queries';

type Props = {
  readonly initial?: string;
  /** People who may read findings of this product can be mentioned. */
  readonly productId: string;
  readonly focused: boolean;
  readonly submit: string;
  readonly onCancel?: () => void;
  /** Whether it was kept: only then the text goes. */
  readonly onSubmit: (body: string) => Promise<boolean>;
};

export function CommentForm({ initial = '', productId, focused, submit, onCancel, onSubmit }: Props) {
  const t = useTranslations('findings.comments');
  const format = useFormatter();
  const client = useQueryClient();
  const [body, setBody] = useState(initial);
  const [busy, setBusy] = useState(false);
  const { data } = useQuery({ ...mentionableQuery(productId), enabled: body.includes('@') });
  const people = data?.people ?? [];
  const unknown = data ? unknownMentions(body, people) : [];
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focused) box.current?.focus();
  }, [focused]);
  const send = async () => {
    if (!body.trim() || busy) return;
    setBusy(true);
    // Without their ids those who are mentioned would not hear of it.
    const asked = body.includes('@')
      ? await client.ensureQueryData(mentionableQuery(productId)).catch(() => null)
      : null;
    if (await onSubmit(storedText(body, asked?.people ?? []))) setBody('');
    setBusy(false);
  };
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form onSubmit={onForm} className="flex flex-col items-start gap-2">
      <MentionBox
        ref={box}
        label={t('add')}
        placeholder={`${t('add')} (${t('hint')})`}
        value={body}
        people={people}
        onValueChange={setBody}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {unknown.length > 0 && (
        <p role="status" className="text-muted text-xs">
          {t('unknown', { names: format.list(unknown.map((name) => `@${name}`)) })}
        </p>
      )}
      <span className="flex gap-2">
        <Button type="submit" size="sm" busy={busy} disabled={!body.trim()}>
          {submit}
        </Button>
        {onCancel && (
          <Button size="sm" variant="ghost" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </span>
    </form>
  );
}
