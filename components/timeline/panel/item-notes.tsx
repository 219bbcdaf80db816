'use client';

import { Flag, MessageSquare, Pencil, Pin, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { AddItemDialog } from '@/components/timeline/add-item-dialog';
import { EarlierNotes } from '@/components/timeline/panel/earlier-notes';
import { SayDialog } from '@/components/timeline/panel/say-dialog';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { correctNoteAction, removeNoteAction, sayOfItemAction } from '@/lib/timeline/actions';
import type { ItemDetail, TimelineNote } from '@/lib/timeline/types';

type Props = {
  readonly number: number;
  readonly item: ItemDetail;
  readonly utc: boolean;
  readonly notes: readonly TimelineNote[];
  readonly mayWrite: boolean;
};

/** What a dialog asks: words of a new note, other words for one, or all of an added item anew. */
type Asking =
  | { readonly kind: 'key_moment' | 'comment' }
  | { readonly kind: 'correct'; readonly note: TimelineNote }
  | { readonly kind: 'item' };

/** What people say of an item, and saying something. */
export function ItemNotes({ number, item, utc, notes, mayWrite }: Props) {
  const t = useTranslations('timeline.notes');
  const tAdd = useTranslations('timeline.add');
  const { give, busy } = useIncidentVerb();
  const [asking, setAsking] = useState<Asking | null>(null);
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
  const correct = (id: string, text: string, why: string) =>
    give(
      () => correctNoteAction({ kind: 'words', number, id, text, reason: why }),
      () => ({ title: tAdd('corrected') }),
    );
  const close = () => setAsking(null);
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
            <Button size="sm" busy={busy} onClick={() => setAsking({ kind: 'key_moment' })}>
              <Flag aria-hidden />
              {t('keyMoment')}
            </Button>
          )}
          <Button size="sm" busy={busy} onClick={() => setAsking({ kind: 'comment' })}>
            <MessageSquare aria-hidden />
            {t('comment')}
          </Button>
          {item.kind === 'added' && typeof item.more.id === 'string' && (
            <>
              <Correct busy={busy} onCorrect={() => setAsking({ kind: 'item' })} />
              <Remove id={item.more.id} busy={busy} onRemove={remove} />
            </>
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
            {mayWrite && note.kind !== 'pin' && (
              <>
                <Correct busy={busy} onCorrect={() => setAsking({ kind: 'correct', note })} />
                <Remove id={note.id} busy={busy} onRemove={remove} />
              </>
            )}
          </li>
        ))}
      </ul>
      <EarlierNotes earlier={item.earlier} utc={utc} />
      {asking?.kind === 'item' && <AddItemDialog number={number} correcting={item} onClose={close} />}
      {asking && asking.kind !== 'item' && (
        <SayDialog
          kind={asking.kind}
          correcting={asking.kind === 'correct' ? asking.note : undefined}
          busy={busy}
          onClose={close}
          onSay={async (text, why) => {
            const done = await (asking.kind === 'correct'
              ? correct(asking.note.id, text, why)
              : say({ kind: asking.kind, number, ref, text }));
            if (done) close();
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

function Correct({ busy, onCorrect }: { readonly busy: boolean; readonly onCorrect: () => void }) {
  const t = useTranslations('timeline.notes');
  return (
    <Button size="sm" variant="ghost" busy={busy} onClick={onCorrect}>
      <Pencil aria-hidden />
      {t('correct')}
    </Button>
  );
}
