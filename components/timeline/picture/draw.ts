import type { Colours } from '@/components/timeline/picture/colours';
import { HEIGHTS, LANES_TOP, type Point, type Scene } from '@/components/timeline/picture/scene';
import { type Range, xOf } from '@/components/timeline/picture/viewport';

const RANKS = ['info', 'low', 'medium', 'high', 'critical', 'accent'] as const;
const FONT = '11px "Geist Variable", ui-sans-serif, system-ui, sans-serif';

type Labelled = { readonly at: number; readonly label: string };
type Shown = {
  readonly scene: Scene;
  readonly colours: Colours;
  readonly phases: readonly { readonly from: number; readonly to: number; readonly label: string }[];
  /** Times of the incident, and the moments that people named. */
  readonly moments: readonly Labelled[];
  readonly keys: readonly Labelled[];
  readonly ticks: readonly Labelled[];
  readonly open: string | null;
  /** The stretch that was chosen. */
  readonly chosen: Range | null;
};

type Hand = {
  readonly scene: Scene;
  readonly colours: Colours;
  /** Two places between which a brush is drawn just now. */
  readonly brush: readonly [number, number] | null;
  readonly cursor: number | null;
};

type Canvas = CanvasRenderingContext2D;

function drawPhases(c: Canvas, { scene, colours, phases }: Shown): void {
  phases.forEach(({ from, to, label }, index) => {
    const [a, b] = [
      Math.max(0, xOf(scene.range, scene.width, from)),
      Math.min(scene.width, xOf(scene.range, scene.width, to)),
    ];
    if (b <= 0 || a >= scene.width || b - a < 1) return;
    c.fillStyle = colours[index % 2 === 0 ? 'accent-soft' : 'sunken'] ?? '';
    c.fillRect(a, 0, b - a, HEIGHTS.band);
    c.globalAlpha = 0.35;
    c.fillRect(a, HEIGHTS.band, b - a, scene.height - HEIGHTS.band);
    c.globalAlpha = 1;
    c.save();
    c.beginPath();
    c.rect(a, 0, b - a - 4, HEIGHTS.band);
    c.clip();
    c.fillStyle = colours.muted ?? '';
    c.fillText(label, a + 5, 13);
    c.restore();
  });
}

function drawHistogram(c: Canvas, { scene, colours }: Shown): void {
  const bottom = HEIGHTS.band + HEIGHTS.histogram;
  for (const { x, width, counts } of scene.columns) {
    let y = bottom;
    // The worst at the bottom: what is drawn last may be too low to be seen.
    for (let rank = counts.length - 1; rank >= 0; rank -= 1) {
      const count = counts[rank] ?? 0;
      if (count === 0) continue;
      const height = Math.max(1, (count / scene.tallest) * (HEIGHTS.histogram - 6));
      c.fillStyle = colours[RANKS[rank] ?? 'info'] ?? '';
      c.fillRect(x, y - height, Math.max(1, width - 1), height);
      y -= height;
    }
  }
  c.fillStyle = colours['line-strong'] ?? '';
  c.fillRect(0, bottom, scene.width, 1);
}

function drawTicks(c: Canvas, { scene, colours, ticks }: Shown): void {
  for (const { at, label } of ticks) {
    const x = xOf(scene.range, scene.width, at);
    c.fillStyle = colours.line ?? '';
    c.fillRect(Math.round(x), HEIGHTS.band + HEIGHTS.histogram, 1, scene.height);
    c.fillStyle = colours.muted ?? '';
    const width = c.measureText(label).width;
    if (x + 3 + width <= scene.width) c.fillText(label, x + 3, LANES_TOP - 6);
  }
}

function drawLanes(c: Canvas, { scene, colours }: Shown): void {
  c.fillStyle = colours.line ?? '';
  for (let y = LANES_TOP; y <= scene.height; y += HEIGHTS.lane) c.fillRect(0, y, scene.width, 1);
}

function drawBars(c: Canvas, { scene, colours }: Shown): void {
  for (const { x, width, y, cell, sum } of scene.bars) {
    const full = HEIGHTS.lane - 8;
    const height = Math.max(3, Math.sqrt(sum / scene.most) * full);
    const bottom = y + full / 2;
    let at = bottom;
    for (let rank = cell.counts.length - 1; rank >= 0; rank -= 1) {
      const part = ((cell.counts[rank] ?? 0) / sum) * height;
      c.fillStyle = colours[RANKS[rank] ?? 'info'] ?? '';
      c.fillRect(x, at - part, Math.max(1.5, width - 1), part);
      at -= part;
    }
    if (cell.linked > 0) {
      c.fillStyle = colours.text ?? '';
      c.fillRect(x, bottom + 1, Math.max(3, width - 1), 2);
    }
  }
}

/** Each kind has its shape: a stroke is an event, a triangle an alert, a diamond a line of the log, a square what was added. */
function trace(c: Canvas, { x, y, item: { kind } }: Point): void {
  c.beginPath();
  if (kind === 'event') c.rect(x - 2, y - 7, 4, 14);
  else if (kind === 'added') c.rect(x - 5, y - 5, 10, 10);
  else {
    c.moveTo(x, y - 6);
    c.lineTo(x + 6, kind === 'alert' ? y + 5 : y);
    c.lineTo(kind === 'alert' ? x - 6 : x, kind === 'alert' ? y + 5 : y + 6);
    if (kind !== 'alert') c.lineTo(x - 6, y);
    c.closePath();
  }
}

function drawPoint(c: Canvas, point: Point, { colours, open }: Shown): void {
  const { x, y, until, item } = point;
  const colour = colours[RANKS[item.severity ?? 5] ?? 'accent'] ?? '';
  if (until !== null) {
    c.globalAlpha = 0.45;
    c.fillStyle = colour;
    c.fillRect(x, y - 1.5, Math.max(1, until - x), 3);
    c.globalAlpha = 1;
  }
  trace(c, point);
  c.fillStyle = colour;
  c.fill();
  if (item.flags.includes('linked') && item.kind === 'event') {
    c.strokeStyle = colours.text ?? '';
    c.lineWidth = 1.5;
    c.stroke();
  }
  if (item.flags.some((flag) => flag !== 'linked')) {
    c.fillStyle = colours.partly ?? '';
    c.fillRect(x - 2, y - 12, 4, 4);
  }
  if (item.ref === open) {
    c.strokeStyle = colours.accent ?? '';
    c.lineWidth = 2;
    c.strokeRect(x - 9, y - 11, 18, 22);
  }
}

function drawFlags(c: Canvas, { scene, colours, moments, keys }: Shown): void {
  const taken: (readonly [number, number])[] = [];
  // What people named comes first: its words are kept where labels would cover each other.
  const flags = [...keys.map((one) => ({ ...one, key: true })), ...moments.map((one) => ({ ...one, key: false }))];
  for (const { at, label, key } of flags) {
    const x = xOf(scene.range, scene.width, at);
    if (x < 0 || x > scene.width) continue;
    c.fillStyle = colours[key ? 'partly' : 'line-strong'] ?? '';
    c.fillRect(Math.round(x), HEIGHTS.band, key ? 2 : 1, scene.height);
    const end = x + c.measureText(label).width + 8;
    if (end > scene.width || taken.some(([from, to]) => x < to && from < end)) continue;
    taken.push([x, end]);
    c.fillStyle = colours.surface ?? '';
    c.fillRect(x + 2, HEIGHTS.band + 2, end - x - 2, 14);
    c.fillStyle = colours[key ? 'text' : 'muted'] ?? '';
    c.fillText(label, x + 5, HEIGHTS.band + 13);
  }
}

/** All but what was chosen steps back. */
function drawChosen(c: Canvas, { scene, colours, chosen }: Shown): void {
  if (!chosen) return;
  const [a, b] = [chosen.from, chosen.to].map((at) =>
    Math.min(Math.max(xOf(scene.range, scene.width, at), 0), scene.width),
  );
  if (a === undefined || b === undefined) return;
  c.fillStyle = colours.surface ?? '';
  c.globalAlpha = 0.65;
  c.fillRect(0, HEIGHTS.band, a, scene.height);
  c.fillRect(b, HEIGHTS.band, scene.width - b, scene.height);
  c.globalAlpha = 1;
  c.fillStyle = colours.accent ?? '';
  for (const edge of [a, b - 2]) c.fillRect(Math.round(edge), HEIGHTS.band, 2, scene.height);
}

/** What follows the hand, on a canvas of its own: the picture below is not drawn anew for it. */
export function drawHand(c: Canvas, { scene, colours, brush, cursor }: Hand): void {
  c.clearRect(0, 0, scene.width, scene.height);
  if (brush) {
    c.globalAlpha = 0.2;
    c.fillStyle = colours.accent ?? '';
    c.fillRect(Math.min(...brush), 0, Math.abs(brush[1] - brush[0]), scene.height);
    c.globalAlpha = 1;
  }
  if (cursor !== null) {
    c.fillStyle = colours.muted ?? '';
    c.fillRect(Math.round(cursor), 0, 1, scene.height);
  }
}

/** Draws the whole picture, in CSS pixels. */
export function draw(c: Canvas, shown: Shown): void {
  c.clearRect(0, 0, shown.scene.width, shown.scene.height);
  c.font = FONT;
  drawPhases(c, shown);
  drawTicks(c, shown);
  drawLanes(c, shown);
  drawHistogram(c, shown);
  drawBars(c, shown);
  drawFlags(c, shown);
  for (const point of shown.scene.points) if (point.item.ref !== shown.open) drawPoint(c, point, shown);
  const open = shown.scene.points.find(({ item }) => item.ref === shown.open);
  if (open) drawPoint(c, open, shown);
  drawChosen(c, shown);
}
