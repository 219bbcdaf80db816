import { useFormatter } from 'next-intl';

type Props = { readonly time: string; readonly utc: boolean; readonly said?: string };

/** The moment of an event to the millisecond, in the reader's zone or in UTC; to the nanosecond in its title. */
export function EventTime({ time, utc, said = '' }: Props) {
  const format = useFormatter();
  const shown = format.dateTime(new Date(time), 'moment', utc ? { timeZone: 'UTC' } : {});
  return (
    <time dateTime={time} title={said === '' ? time : said} className="whitespace-nowrap">
      {shown}
    </time>
  );
}
