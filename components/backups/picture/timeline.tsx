'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { daysOf, scaleOf } from '@/components/backups/picture/scale';
import { TimelineTable } from '@/components/backups/picture/timeline-table';
import { ChartSection } from '@/components/charts/chart-section';
import type { CheckItem, PartView, ServiceDetail, TestItem } from '@/lib/backups/view-types';

const WIDTH = 1000;
const LANE = 34;
const LANES = ['copies', 'gaps', 'checks', 'restores'] as const;
const HEIGHT = LANES.length * LANE + 18;
const DAYS = 7;

export type Pictured = {
  readonly part: PartView;
  readonly checks: readonly CheckItem[];
  readonly tests: readonly TestItem[];
  readonly targetSeconds: number;
};

type Props = Pictured & Pick<ServiceDetail, 'from' | 'now'>;

/** What happened to a part of a service: copies, stretches in which too much was at risk, checks and restores. */
export function Timeline({ from, now, ...pictured }: Props) {
  const t = useTranslations('backups.detail');
  const { part, checks, tests, targetSeconds } = pictured;
  const gaps = part.gaps.filter(({ seconds }) => seconds > targetSeconds);
  const within = (at: string) => at >= from;
  const shown = {
    checks: checks.filter(({ at }) => within(at)),
    tests: tests.filter(({ startedAt, withdrawn }) => within(startedAt) && withdrawn === null),
  };
  const counts = {
    points: part.points.length,
    gaps: gaps.length,
    checks: shown.checks.length,
    tests: shown.tests.length,
  };
  return (
    <ChartSection
      title={t('picture')}
      table={<TimelineTable part={part} gaps={gaps} checks={shown.checks} tests={shown.tests} />}
    >
      <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-2">
        <div aria-hidden className="text-muted text-xs">
          {LANES.map((lane) => (
            <div key={lane} style={{ height: LANE }} className="flex items-center">
              {t(`lanes.${lane}`)}
            </div>
          ))}
        </div>
        <svg
          role="img"
          aria-label={t('pictureAlt', counts)}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-[154px] w-full"
        >
          <Days from={from} now={now} />
          <Marks {...pictured} gaps={gaps} checks={shown.checks} tests={shown.tests} x={scaleOf(from, now, WIDTH)} />
        </svg>
      </div>
      <DayNames from={from} now={now} />
      <Legend />
    </ChartSection>
  );
}

function Days({ from, now }: Pick<Props, 'from' | 'now'>) {
  const x = scaleOf(from, now, WIDTH);
  return (
    <>
      {LANES.map((lane, index) => (
        <line key={lane} x1={0} x2={WIDTH} y1={(index + 1) * LANE} y2={(index + 1) * LANE} stroke="var(--line)" />
      ))}
      {daysOf(from, now, DAYS).map((day) => (
        <line key={day} x1={x(day)} x2={x(day)} y1={0} y2={HEIGHT - 14} stroke="var(--line)" strokeDasharray="2 4" />
      ))}
    </>
  );
}

/** Names of days stand outside of the stretched picture, so that their letters keep their shape. */
function DayNames({ from, now }: Pick<Props, 'from' | 'now'>) {
  const format = useFormatter();
  const x = scaleOf(from, now, 100);
  return (
    <div aria-hidden className="relative ml-24 h-4 overflow-hidden text-muted text-xs">
      {daysOf(from, now, DAYS)
        .filter((day) => x(day) < 92)
        .map((day) => (
          <span key={day} className="absolute" style={{ left: `${x(day)}%` }}>
            {format.dateTime(new Date(day), { day: 'numeric', month: 'short', timeZone: 'UTC' })}
          </span>
        ))}
    </div>
  );
}

type MarkProps = Pictured & { readonly gaps: PartView['gaps']; readonly x: (at: string) => number };

const middle = (lane: number) => lane * LANE + LANE / 2;

function Marks({ part, gaps, checks, tests, x }: MarkProps) {
  return (
    <>
      {gaps.map((gap) => (
        <rect
          key={`${gap.from} ${gap.to}`}
          x={x(gap.from)}
          width={Math.max(2, x(gap.to) - x(gap.from))}
          y={middle(1) - 7}
          height={14}
          fill="var(--missed-soft)"
          stroke="var(--missed)"
        />
      ))}
      {part.points.map((point) => (
        <line
          key={point.key}
          x1={x(point.at)}
          x2={x(point.at)}
          y1={middle(0) - (point.kind === 'log' ? 4 : 11)}
          y2={middle(0) + (point.kind === 'log' ? 4 : 11)}
          stroke={point.restorable ? 'var(--met)' : 'var(--missed)'}
          strokeWidth={point.kind === 'log' ? 1 : 4}
          strokeDasharray={point.restorable ? undefined : '4 3'}
        />
      ))}
      {checks.map(({ key, at, result }) => (
        <Mark key={key} x={x(at)} y={middle(2)} good={result === 'ok'} unclear={result === 'unclear'} />
      ))}
      {tests.map(({ id, startedAt, result }) => (
        <Mark key={id} x={x(startedAt)} y={middle(3)} good={result === 'ok'} unclear={false} />
      ))}
    </>
  );
}

/** Good ones stand upright, bad ones lie crossed: told by shape as by colour. */
function Mark({
  x,
  y,
  good,
  unclear,
}: {
  readonly x: number;
  readonly y: number;
  readonly good: boolean;
  readonly unclear: boolean;
}) {
  const colour = unclear ? 'var(--unknown)' : good ? 'var(--met)' : 'var(--missed)';
  return good ? (
    <rect x={x - 4} y={y - 9} width={8} height={18} fill={colour} />
  ) : (
    <path
      d={`M${x - 6} ${y - 8}L${x + 6} ${y + 8}M${x + 6} ${y - 8}L${x - 6} ${y + 8}`}
      stroke={colour}
      strokeWidth={4}
    />
  );
}

function Legend() {
  const t = useTranslations('backups.detail.legend');
  const items = [
    ['good', 'bg-met'],
    ['bad', 'border-2 border-missed border-dashed'],
    ['gap', 'border border-missed bg-missed-soft'],
    ['damaged', 'bg-missed'],
  ] as const;
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {items.map(([id, look]) => (
        <li key={id} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={`size-3 rounded-xs ${look}`} />
          {t(id)}
        </li>
      ))}
    </ul>
  );
}
