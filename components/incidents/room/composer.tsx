'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Gavel, Megaphone, Send } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { type KeyboardEvent, type SubmitEvent, useEffect, useRef } from 'react';
import { MentionBox } from '@/components/findings/detail/mention-box';
import { useDraft } from '@/components/incidents/room/use-draft';
import type { Outgoing } from '@/components/incidents/room/use-outbox';
import { Button } from '@/components/ui/button';
import { storedText, unknownMentions, writtenText } from '@/lib/findings/mentions';
import { readersQuery } from '@/lib/incidents/room/queries';
import { MESSAGE_MAX } from '@/lib/incidents/room/schema';
import type { EntryLine } from '@/lib/incidents/room/types';

type Props = {
  readonly number: number;
  /** An own message that is put right. */
  readonly correcting: EntryLine | null;
  readonly onCorrected: () => void;
  readonly onSend: (said: Pick<Outgoing, 'text' | 'written' | 'corrects'>) => void;
  readonly onDecide: () => void;
  /** Missing once the incident has ended. */
  readonly onUpdate?: () => void;
};

/** On a phone Enter is for a new line. */
const withKeyboard = () => matchMedia('(pointer: fine)').matches;

/** Where messages are written; decisions and status updates have a form of their own. */
export function Composer({ number, correcting, onCorrected, onSend, onDecide, onUpdate }: Props) {
  const t = useTranslations('incidentRoom.composer');
  const format = useFormatter();
  const client = useQueryClient();
  const [text, setText] = useDraft(`lagebild.room.${number}${correcting ? `.${correcting.seq}` : ''}`);
  const { data: people = [] } = useQuery({ ...readersQuery(number), enabled: text.includes('@') });
  const box = useRef<HTMLTextAreaElement>(null);
  const begin = useRef(setText);
  begin.current = setText;
  useEffect(() => {
    if (!correcting) return;
    begin.current(writtenText(correcting.note, correcting.mentions));
    box.current?.focus();
  }, [correcting]);
  const unknown = people.length > 0 ? unknownMentions(text, people) : [];

  const send = async () => {
    const written = text.trim();
    if (written === '') return;
    // Without their ids those who are mentioned would not hear of it.
    const known = written.includes('@') ? await client.ensureQueryData(readersQuery(number)).catch(() => []) : [];
    setText('');
    onSend({ text: storedText(written, known), written, corrects: correcting?.seq ?? null });
    onCorrected();
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && correcting) onCorrected();
    else if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    if (!withKeyboard() && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    void send();
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send();
  };
  return (
    <form onSubmit={onSubmit} className="mt-2 flex flex-col gap-2">
      {correcting && (
        <p className="flex items-center gap-2 text-muted text-xs">
          {t('correcting')}
          <Button size="sm" variant="ghost" onClick={onCorrected}>
            {t('cancel')}
          </Button>
        </p>
      )}
      <MentionBox
        ref={box}
        above
        label={t('label')}
        placeholder={t('placeholder')}
        maxLength={MESSAGE_MAX}
        className="min-h-16 text-base sm:text-sm"
        value={text}
        people={people}
        onValueChange={setText}
        onKeyDown={onKeyDown}
      />
      {unknown.length > 0 && (
        <p role="status" className="text-muted text-xs">
          {t('unknown', { names: format.list(unknown.map((name) => `@${name}`)) })}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={text.trim() === ''}>
          <Send aria-hidden />
          {t('send')}
        </Button>
        <Button onClick={onDecide}>
          <Gavel aria-hidden className="max-sm:hidden" />
          {t('decide')}
        </Button>
        {onUpdate && (
          <Button onClick={onUpdate}>
            <Megaphone aria-hidden className="max-sm:hidden" />
            {t('update')}
          </Button>
        )}
      </div>
    </form>
  );
}
