import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { TONE_CLASS, type Tone } from '@/components/ui/tone';
import { LETTERS, type Letter } from '@/lib/tls/grade/types';
import { isLetter } from '@/lib/tls/rules';

const TONES: Readonly<Record<Letter, Tone>> = {
  'A+': 'met',
  A: 'met',
  'A-': 'met',
  B: 'partly',
  C: 'high',
  D: 'high',
  E: 'high',
  F: 'missed',
  T: 'missed',
  M: 'missed',
};

type Props = { readonly letter: Letter | null; readonly large?: boolean };

/** The letter itself tells; its colour only helps. Not known is a state of its own. */
export function GradeBadge({ letter, large = false }: Props) {
  const t = useTranslations('tls.grade');
  return (
    <span
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded font-semibold tabular-nums',
        large ? 'h-16 min-w-16 px-2 text-2xl' : 'h-6 min-w-9 px-1 text-sm',
        TONE_CLASS[letter === null ? 'unknown' : TONES[letter]],
      )}
    >
      <span className="sr-only">{letter === null ? t('unknown') : t('is', { letter })}</span>
      <span aria-hidden>{letter ?? '?'}</span>
    </span>
  );
}

const HEIGHT = 18;
const STEP = 5;

const heightOf = (letter: string) =>
  isLetter(letter) ? HEIGHT - (LETTERS.indexOf(letter) * (HEIGHT - 4)) / (LETTERS.length - 1) : 2;

/** The last grades as bars, the better the higher, oldest first; a scan that knew nothing is a dot. */
export function GradeTrend({ trend }: { readonly trend: readonly string[] }) {
  const t = useTranslations('tls.grade');
  if (trend.length < 2) return null;
  const width = trend.length * STEP;
  return (
    <svg
      role="img"
      aria-label={t('trend', { letters: trend.join(', ') })}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className="shrink-0 fill-line-strong"
    >
      {trend.map((letter, index) => {
        const height = heightOf(letter);
        // A trend has no ids, and only its end changes.
        const key = `${trend.length - index}`;
        return <rect key={key} x={index * STEP} y={HEIGHT - height} width={STEP - 1.5} height={height} rx={1} />;
      })}
    </svg>
  );
}
