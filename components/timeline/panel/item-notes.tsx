'use client';

import { Flag, MessageSquare, Pin, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { RelativeTime } from '@/components/ui/relative-time';
import { NOTE_MAX } from '@/lib/incidents/schema';
import { removeNoteAction, sayOfItemAction } from '@/lib/timeline/actions';
import type { TimelineItem, TimelineNote } from '@/lib/timeline/types';

type Props = {
  readonly number: number;
  readonly item: TimelineItem;
  readonly notes: readonly TimelineNote[];
  readonly mayWrite: boolean;
};

type Worded = 'key_moment' | 'comment';

/** What people say of an item, and saying something. */
export function ItemNotes({ number, item, notes, mayWrite }: Props) {
  const t = useTranslations('timeline.notes');
  const { give, busy } = useIncidentVerb();
  const [asking, setAsking] = useState<Worded | null>(null);
  const { ref } = item;
  const has = (kind: TimelineNote['kind']) => notes.find((note) => note.kind === kind);
  const remove = (id: string) =>
    give(
      () => removeNoteAction({ number, id, reason: '' }),
      () => ({ title: t('removed') }),
    );
  const say = (input: Parameters<typeof sayOfItemAction>[0]) =>
    give(
      () => sayOfItemAction(input),
      () => ({ title: t(`done.${input.kind}`) }),
    );
  const pin = has('pin');
  return (
    <>
      {mayWrite && (
        <p className="mb-3 flex flex-wrap gap-1.5">
          <Button
            size="sm"
            busy={busy}
            aria-pressed={pin !== undefined}
            onClick={() => void (pin ? remove(pin.id) : say({ kind: 'pin', number, ref }))}
          >
            <Pin aria-hidden />
            {t(pin ? 'unpin' : 'pin')}
          </Button>
          {!has('key_moment') && (
            <Button size="sm" busy={busy} onClick={() => setAsking('key_moment')}>
              <Flag aria-hidden />
              {t('keyMoment')}
            </Button>
          )}
          <Button size="sm" busy={busy} onClick={() => setAsking('comment')}>
            <MessageSquare aria-hidden />
            {t('comment')}
          </Button>
          {item.kind === 'added' && typeof item.more.id === 'string' && (
            <Remove id={item.more.id} busy={busy} onRemove={remove} />
          )}
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {notes.map((note) => (
          <li key={note.id} className="border-line border-l-2 pl-2">
            <p className="text-muted text-xs">
              {t(`said.${note.kind}`, { name: note.by })} · <RelativeTime at={note.at} />
            </p>
            {note.text !== '' && <p className="wrap-anywhere whitespace-pre-line">{note.text}</p>}
            {mayWrite && note.kind !== 'pin' && <Remove id={note.id} busy={busy} onRemove={remove} />}
          </li>
        ))}
      </ul>
      {asking && (
        <SayDialog
          kind={asking}
          busy={busy}
          onClose={() => setAsking(null)}
          onSay={async (text) => {
            if (await say({ kind: asking, number, ref, text })) setAsking(null);
          }}
        />
      )}
    </>
  );
}

type RemoveProps = { readonly id: string; readonly busy: boolean; readonly onRemove: (id: string) => Promise<boolean> };

function Remove({ id, busy, onRemove }: RemoveProps) {
  const t = useTranslations('timeline.notes');
  return (
    <Button size="sm" variant="ghost" busy={busy} onClick={() => void onRemove(id)}>
      <Trash2 aria-hidden />
      {t('remove')}
    </Button>
  );
}

type SayProps = {
  readonly kind: Worded;
  readonly busy: boolean;
  readonly onSay: (text: string) => Promise<void>;
  readonly onClose: () => void;
};

function SayDialog({ kind, busy, onSay, onClose }: SayProps) {
  const t = useTranslations('timeline.notes.dialog');
  const [missing, setMissing] = useState(false);
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text') ?? '').trim();
    const empty = kind === 'comment' && text === '';
    setMissing(empty);
    if (!empty) void onSay(text);
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t(`${kind}.title`)} description={t(`${kind}.lead`)}>
      <form onSubmit={send} noValidate>
        <Field label={t(`${kind}.label`)} error={missing && t('required')}>
          <FieldTextarea name="text" maxLength={NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {t(`${kind}.submit`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
