'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/textarea';

type Props = {
  readonly initial?: string;
  readonly focused: boolean;
  readonly submit: string;
  readonly onCancel?: () => void;
  /** Whether it was kept: only then the text goes. */
  readonly onSubmit: (body: string) => Promise<boolean>;
};

export function CommentForm({ initial = '', focused, submit, onCancel, onSubmit }: Props) {
  const t = useTranslations('findings.comments');
  const [body, setBody] = useState(initial);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focused) box.current?.focus();
  }, [focused]);
  const send = async () => {
    if (!body.trim() || busy) return;
    setBusy(true);
    if (await onSubmit(body)) setBody('');
    setBusy(false);
  };
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form onSubmit={onForm} className="flex flex-col items-start gap-2">
      <Textarea
        ref={box}
        aria-label={t('add')}
        placeholder={`${t('add')} (${t('hint')})`}
        value={body}
        maxLength={10_000}
        onChange={({ target }) => setBody(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
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
