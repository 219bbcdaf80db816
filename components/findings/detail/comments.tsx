'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CommentForm } from '@/components/findings/detail/comment-form';
import { DeleteComment } from '@/components/findings/detail/delete-comment';
import { useReport } from '@/components/findings/verbs/use-report';
import { Button } from '@/components/ui/button';
import { Markdown } from '@/components/ui/markdown';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Result } from '@/lib/core/errors';
import { addCommentAction, deleteCommentAction, editCommentAction } from '@/lib/findings/actions';
import { shownText, writtenText } from '@/lib/findings/mentions';
import { findingQuery } from '@/lib/findings/queries';
import type { FindingCommentView, PersonRef } from '@/lib/findings/types';

type Props = {
  readonly findingId: number;
  readonly productId: string;
  readonly comments: readonly FindingCommentView[];
  readonly me: PersonRef;
  readonly mayComment: boolean;
  /** Puts the focus into the form when it appears. */
  readonly focused: boolean;
};

export function Comments({ findingId, productId, comments, me, mayComment, focused }: Props) {
  const t = useTranslations('findings.comments');
  const client = useQueryClient();
  const report = useReport();
  const [editing, setEditing] = useState<string | null>(null);
  const settle = async <T,>(work: Promise<Result<T>>): Promise<boolean> => {
    const result = await work.catch(() => null);
    await client.invalidateQueries({ queryKey: findingQuery(findingId).queryKey });
    if (!result?.ok) report.failed(result?.error ?? null);
    return result?.ok ?? false;
  };
  return (
    <div className="flex flex-col gap-3">
      {comments.length === 0 && !mayComment && <p className="text-muted">{t('none')}</p>}
      {comments.map(({ id, author, body, mentions, createdAt, editedAt }) => (
        <article key={id} className="min-w-0">
          <header className="flex flex-wrap items-center gap-x-2">
            <span className="font-medium">{author.name}</span>
            <span className="text-muted text-xs">
              <RelativeTime at={createdAt} /> {editedAt && t('edited')}
            </span>
            {mayComment && author.id === me.id && editing !== id && (
              <span className="ml-auto flex">
                <Button size="sm" variant="ghost" onClick={() => setEditing(id)}>
                  {t('edit')}
                </Button>
                <DeleteComment onDelete={() => settle(deleteCommentAction({ commentId: id }))} />
              </span>
            )}
          </header>
          {editing === id ? (
            <CommentForm
              initial={writtenText(body, mentions)}
              productId={productId}
              focused
              submit={t('save')}
              onCancel={() => setEditing(null)}
              onSubmit={async (text) => {
                const done = await settle(editCommentAction({ commentId: id, body: text }));
                if (done) setEditing(null);
                return done;
              }}
            />
          ) : (
            <Markdown>{shownText(body, mentions)}</Markdown>
          )}
        </article>
      ))}
      {mayComment && (
        <CommentForm
          productId={productId}
          focused={focused}
          submit={t('submit')}
          onSubmit={(body) => settle(addCommentAction({ findingId, body }))}
        />
      )}
    </div>
  );
}
