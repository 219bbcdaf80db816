'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type Ref, useId, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { POPUP, POPUP_ITEM } from '@/components/ui/field-style';
import { Textarea } from '@/components/ui/textarea';
import { meant, typedMention } from '@/lib/findings/mentions';
import type { PersonRef } from '@/lib/findings/types';

const OFFERED = 6;

/** The box often stands at the end of what is in view. */
const show = (list: HTMLElement | null) => list?.scrollIntoView({ block: 'nearest' });

type Props = {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly people: readonly PersonRef[];
  readonly maxLength?: number;
  /** Of a box at the end of the page: people are offered above it. */
  readonly above?: boolean;
  readonly className?: string;
  readonly onValueChange: (value: string) => void;
  /** Keys that the list of people did not take. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
};

/** Takes a text; after an `@` it offers people, by arrow keys and Enter or by a click. */
export function MentionBox({
  ref,
  label,
  placeholder,
  value,
  people,
  maxLength = 10_000,
  above = false,
  className,
  onValueChange,
  onKeyDown,
}: Props) {
  const t = useTranslations('findings.comments');
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const place = useRef(0);
  const offers = typed === null ? [] : meant(typed, people, OFFERED);
  const chosen = offers[Math.min(at, offers.length - 1)];
  const look = (box: HTMLTextAreaElement) => {
    place.current = box.selectionStart;
    setTyped(typedMention(box.value.slice(0, box.selectionStart)));
    setAt(0);
  };
  const take = ({ name }: PersonRef) => {
    const start = place.current - (typed?.length ?? 0);
    onValueChange(`${value.slice(0, start)}${name} ${value.slice(place.current)}`);
    setTyped(null);
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const sending = event.ctrlKey || event.metaKey;
    if (!chosen || sending) return onKeyDown(event);
    if (step) setAt((Math.min(at, offers.length - 1) + step + offers.length) % offers.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(chosen);
    else if (event.key === 'Escape') setTyped(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relative w-full">
      <Textarea
        ref={ref}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={chosen && listId}
        aria-activedescendant={chosen && `${listId}-${chosen.id}`}
        placeholder={placeholder}
        value={value}
        maxLength={maxLength}
        className={className}
        onChange={({ target }) => {
          onValueChange(target.value);
          look(target);
        }}
        onBlur={() => setTyped(null)}
        onKeyDown={onKey}
      />
      {chosen && (
        <div
          ref={show}
          id={listId}
          role="listbox"
          aria-label={t('people')}
          className={cn(POPUP, 'absolute left-0 w-64', above ? 'bottom-full' : 'top-full')}
        >
          {offers.map((person) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's
            <div
              key={person.id}
              id={`${listId}-${person.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={person === chosen}
              data-highlighted={person === chosen || undefined}
              className={POPUP_ITEM}
              // Keeps the focus in the box.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(person)}
            >
              <span className="truncate">{person.name}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
