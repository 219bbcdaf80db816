import { useFormatter } from 'next-intl';

/** A day without a time; `day` is `YYYY-MM-DD`. */
export function Day({ day }: { readonly day: string }) {
  const format = useFormatter();
  return (
    <time dateTime={day} className="whitespace-nowrap tabular-nums">
      {format.dateTime(new Date(`${day}T12:00:00Z`), 'day')}
    </time>
  );
}
