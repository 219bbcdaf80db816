'use client';

import { useFormatter, useTimeZone, useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useColours } from '@/components/timeline/picture/colours';
import { draw, drawHand } from '@/components/timeline/picture/draw';
import { HEIGHTS, heightOf, LANES_TOP, sceneOf, timedOf } from '@/components/timeline/picture/scene';
import { PictureTools } from '@/components/timeline/picture/tools';
import { useHand } from '@/components/timeline/picture/use-hand';
import { useKeys } from '@/components/timeline/picture/use-keys';
import { useWidth } from '@/components/timeline/picture/use-width';
import { panned, type Range, settled, spanOf, ticksOf, timeAt, zoomed } from '@/components/timeline/picture/viewport';
import { useItemWords } from '@/components/timeline/use-item-words';
import { useRange } from '@/components/timeline/use-range';
import { zoneOffset } from '@/lib/core/datetime';
import type { TimelineAddress } from '@/lib/timeline/search-params';
import type { TimelineView } from '@/lib/timeline/types';

type Props = {
  readonly view: TimelineView;
  readonly address: TimelineAddress;
  /** How much is in it, in words. */
  readonly children: ReactNode;
  readonly onWindow: (from: Date, to: Date) => void;
  readonly onWhole: () => void;
  readonly onChoose: (range: Range | null) => void;
  readonly onOpen: (ref: string) => void;
};

const DAY_MS = 86_400_000;

/** How finely a moment is told where so much of time is shown. */
const finely = (span: number) => ({
  hour: '2-digit' as const,
  minute: '2-digit' as const,
  hourCycle: 'h23' as const,
  ...(span < 7_200_000 ? { second: '2-digit' as const } : {}),
  ...(span < 20_000 ? { fractionalSecondDigits: 3 as const } : {}),
});

/** A canvas as large as the scene, drawn on in CSS pixels; a new size is costly and empties it: only where it is another one. */
function sized(canvas: HTMLCanvasElement, { width, height }: { readonly width: number; readonly height: number }) {
  const scale = window.devicePixelRatio || 1;
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const context = width === 0 ? null : canvas.getContext('2d');
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}

/** The picture of a timeline: lanes over time on one canvas. The table below it has the same items for every reader. */
export function Picture({ view, address, children, onWindow, onWhole, onChoose, onOpen }: Props) {
  const { utc, open } = address;
  const { range, onRange } = useRange(address, view, onWindow);
  const t = useTranslations('timeline');
  const tIncident = useTranslations('incidents');
  const format = useFormatter();
  const ownZone = useTimeZone() ?? 'UTC';
  const zone = utc ? 'UTC' : ownZone;
  const words = useItemWords();
  const { frame, width } = useWidth();
  const colours = useColours();
  const timed = useMemo(() => timedOf(view), [view]);
  const scene = useMemo(() => sceneOf(timed, range, width), [timed, range, width]);
  const { chosenFrom, chosenTo } = address;
  const chosen = useMemo(
    () => (chosenFrom && chosenTo ? { from: chosenFrom.getTime(), to: chosenTo.getTime() } : null),
    [chosenFrom, chosenTo],
  );
  const [choosing, setChoosing] = useState(false);
  const choose = (stretch: Range | null) => onChoose(stretch && settled(stretch));
  const toChosen = () => chosen && onWindow(new Date(chosen.from), new Date(chosen.to));
  const { hand, canvas, brush, cursor } = useHand({ scene, choosing, onRange, onChoose: choose, onOpen });
  const onKeyDown = useKeys({
    ...{ view, range, open, chosen, onRange, onWhole, onOpen },
    ...{ onChoose: choose, onToChosen: toChosen },
  });
  const overlay = useRef<HTMLCanvasElement>(null);
  const labels = useMemo(() => {
    const { step, at } = ticksOf(range, width, zoneOffset(new Date(range.from), zone));
    const isDay = (time: number) => (time + zoneOffset(new Date(time), zone)) % DAY_MS === 0;
    const options = (time: number) =>
      step >= DAY_MS || isDay(time)
        ? ({ month: 'short', day: 'numeric' } as const)
        : {
            hour: '2-digit' as const,
            minute: '2-digit' as const,
            hourCycle: 'h23' as const,
            ...(step < 60_000 ? { second: '2-digit' as const } : {}),
            ...(step < 1000 ? { fractionalSecondDigits: 3 as const } : {}),
          };
    const now = Number.MAX_SAFE_INTEGER;
    return {
      ticks: at.map((time) => ({
        at: time,
        label: format.dateTime(new Date(time), { ...options(time), timeZone: zone }),
      })),
      phases: view.phases.map(({ phase, from, to }) => ({
        from: Date.parse(from),
        to: to === null ? now : Date.parse(to),
        label: tIncident(`phases.${phase}`),
      })),
      moments: view.moments.map(({ time, at: when }) => ({ at: Date.parse(when), label: tIncident(`times.${time}`) })),
      keys: view.notes
        .filter(({ kind }) => kind === 'key_moment')
        .map(({ time, title, text }) => ({ at: Date.parse(time), label: (text || title).slice(0, 40) })),
    };
  }, [view, range, width, zone, format, tIncident]);
  useEffect(() => {
    const context = canvas.current && sized(canvas.current, scene);
    if (context && colours) draw(context, { scene, colours, ...labels, open, chosen });
  }, [scene, colours, labels, open, chosen, canvas]);
  useEffect(() => {
    const context = overlay.current && sized(overlay.current, scene);
    if (context && colours) drawHand(context, { scene, colours, brush, cursor });
  }, [scene, colours, brush, cursor]);
  const item = view.items?.find(({ ref }) => ref === open);
  const moment = (at: number) =>
    format.dateTime(new Date(at), { month: 'short', day: 'numeric', ...finely(spanOf(range)), timeZone: zone });
  return (
    <section aria-label={t('picture.label')} className="mb-4">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        {children}
        <PictureTools
          hasChosen={chosen !== null}
          isWhole={address.from === null}
          choosing={choosing}
          onZoom={(factor) => onRange(zoomed(range, factor))}
          onPan={(share) => onRange(panned(range, share))}
          onChoosing={setChoosing}
          onToChosen={toChosen}
          onLetGo={() => choose(null)}
          onWhole={onWhole}
        />
      </div>
      <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] sm:grid-cols-[10rem_minmax(0,1fr)]">
        <LaneNames view={view} />
        <div
          ref={frame}
          role="application"
          aria-label={t('picture.keysLabel')}
          aria-describedby="timeline-keys"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys: zoom, pan, step
          tabIndex={0}
          onKeyDown={onKeyDown}
          className="relative min-w-0 touch-pan-y overflow-hidden rounded-md border border-line bg-surface select-none"
          style={{ height: heightOf(view) + 2 }}
        >
          <canvas ref={canvas} aria-hidden className="block size-full cursor-crosshair" {...hand} />
          <canvas ref={overlay} aria-hidden className="pointer-events-none absolute inset-0 size-full" />
        </div>
      </div>
      <p id="timeline-keys" className="mt-1 flex min-h-5 flex-wrap justify-between gap-x-4 text-muted text-xs">
        <span className="tabular-nums">
          {cursor === null
            ? t('picture.range', { from: moment(range.from), to: moment(range.to) })
            : t('picture.at', { at: moment(timeAt(range, width, cursor)) })}
        </span>
        <span className="hidden md:inline">{t('picture.hint')}</span>
      </p>
      <p role="status" className="sr-only">
        {item ? t('picture.chosen', { time: moment(Date.parse(item.time)), what: words.titleOf(item) }) : ''}
      </p>
    </section>
  );
}

const OWN = ['log', 'alerts', 'added', 'none', 'others'] as const;

function LaneNames({ view: { lanes } }: { readonly view: TimelineView }) {
  const t = useTranslations('timeline');
  const format = useFormatter();
  const name = (key: string) => {
    const own = OWN.find((one) => key === `@${one}`);
    return own ? t(`lanes.${own}`) : key;
  };
  return (
    <ol className="min-w-0 pr-2 text-xs" style={{ paddingTop: LANES_TOP + 1 }}>
      {lanes.map(({ key, count }) => (
        <li key={key} className="flex items-center justify-between gap-1" style={{ height: HEIGHTS.lane }}>
          <span className="truncate" title={name(key)}>
            {name(key)}
          </span>
          <span className="hidden text-muted tabular-nums sm:inline">{format.number(count)}</span>
        </li>
      ))}
    </ol>
  );
}
