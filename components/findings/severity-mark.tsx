import { cn } from '@/components/ui/cn';
import type { SeverityName } from '@/lib/findings/severity';

/** One shape for each severity, so that it is never told by colour alone; drawn in a box of 12. */
const SHAPES: Readonly<Record<SeverityName, string>> = {
  critical: 'M6 0 12 6 6 12 0 6Z',
  high: 'M6 0.8 12 11.2H0Z',
  medium: 'M1 1h10v10H1Z',
  low: 'M0 0.8h12L6 11.2Z',
  info: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Zm0 2.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6Z',
};

const FILL: Readonly<Record<SeverityName, string>> = {
  critical: 'fill-critical',
  high: 'fill-high',
  medium: 'fill-medium',
  low: 'fill-low',
  info: 'fill-info',
};

/** The shape alone, for places where the word stands beside it. */
export function SeverityMark({
  severity,
  className,
}: {
  readonly severity: SeverityName;
  readonly className?: string;
}) {
  return (
    <svg aria-hidden="true" viewBox="0 0 12 12" className={cn('size-2.5 shrink-0', FILL[severity], className)}>
      <path d={SHAPES[severity]} fillRule="evenodd" />
    </svg>
  );
}
