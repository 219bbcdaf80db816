import { useFormatter, useTranslations } from 'next-intl';

/** A length of time in its two largest units: "2 h 5 min". Null: not known. */
export function useSpan(): (seconds: number | null) => string {
  const t = useTranslations('timeline.figures');
  const format = useFormatter();
  const unit = (value: number, name: 'day' | 'hour' | 'minute' | 'second') =>
    format.number(value, { style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: 0 });
  return (seconds) => {
    if (seconds === null) return t('notKnown');
    const whole = Math.round(seconds);
    const [days, hours, minutes] = [
      Math.floor(whole / 86_400),
      Math.floor(whole / 3600) % 24,
      Math.floor(whole / 60) % 60,
    ];
    if (days > 0) return `${unit(days, 'day')} ${unit(hours, 'hour')}`;
    if (hours > 0) return `${unit(hours, 'hour')} ${unit(minutes, 'minute')}`;
    return minutes > 0 ? unit(minutes, 'minute') : unit(whole, 'second');
  };
}
