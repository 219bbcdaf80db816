import {
  COLOURS,
  clean,
  FONTS,
  innerWidth,
  MARGIN,
  need,
  type Pdf,
  SIZES,
  type Structure,
} from '@/lib/core/document/pdf-page';
import type { Chart, ChartTone } from '@/lib/core/document/types';

/** As globals.css has them on a light ground. */
const TONES: Readonly<Record<ChartTone, string>> = {
  accent: '#3546b0',
  neutral: '#9aa0ab',
  critical: '#b0123d',
  high: '#cf4a1c',
  medium: '#ab7600',
  low: '#387ca5',
  info: '#757e89',
  met: '#217c48',
  partly: '#ab7600',
  missed: '#b0123d',
  unknown: '#7a6f8f',
};

const PLOT_HEIGHT = 110;
const AXIS_WIDTH = 34;
const LABEL_WIDTH = 150;
const BAR = 12;
const ROW = 18;
const LEGEND_LINE = 13;
const STEPS = 4;

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const sumOf = (values: readonly (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** The least of 1, 2, 5 · 10ⁿ steps that reaches `highest` in at most four. */
export function axisTop(highest: number): number {
  if (highest <= STEPS) return STEPS;
  const rough = highest / STEPS;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * unit >= rough && Number.isInteger(one * unit)) ?? 10;
  return step * unit * STEPS;
}

function small(pdf: Pdf, colour: string = COLOURS.muted): Pdf {
  return pdf.font(FONTS.regular).fontSize(SIZES.small).fillColor(colour);
}

function drawLegend(pdf: Pdf, { series }: Chart, y: number): void {
  let x = MARGIN;
  let line = y;
  for (const { name, tone } of series) {
    const width = small(pdf).widthOfString(clean(name)) + 24;
    if (x > MARGIN && x + width > MARGIN + innerWidth(pdf)) {
      x = MARGIN;
      line += LEGEND_LINE;
    }
    pdf.rect(x, line + 1, 8, 8).fill(TONES[tone]);
    small(pdf).text(clean(name), x + 12, line, { width, height: LEGEND_LINE, lineBreak: false });
    x += width;
  }
}

function legendLines(pdf: Pdf, { series }: Chart): number {
  const total = series.reduce((sum, { name }) => sum + small(pdf).widthOfString(clean(name)) + 24, 0);
  return Math.ceil(total / (innerWidth(pdf) - 60));
}

function drawGrid(pdf: Pdf, { x, y, width, height }: Box, top: number): void {
  for (let step = 0; step <= STEPS; step += 1) {
    const at = y + height - (height * step) / STEPS;
    pdf
      .moveTo(x, at)
      .lineTo(x + width, at)
      .lineWidth(0.5)
      .stroke(COLOURS.line);
    const text = String(Math.round((top * step) / STEPS));
    small(pdf).text(text, MARGIN, at - 4, { width: AXIS_WIDTH - 6, align: 'right', lineBreak: false });
  }
}

/** Names under the points, as many as fit. */
function drawNames(pdf: Pdf, { points }: Chart, { x, y, width, height }: Box): void {
  const each = width / points.length;
  const every = Math.max(1, Math.ceil(62 / each));
  for (const [index, { name }] of points.entries()) {
    if (index % every !== 0) continue;
    const room = each * every;
    const middle = x + each * (index + 0.5);
    const left = Math.max(MARGIN, Math.min(middle - room / 2, MARGIN + innerWidth(pdf) - room));
    small(pdf).text(clean(name), left, y + height + 4, { width: room, align: 'center', height: 10, ellipsis: true });
  }
}

function drawColumns(pdf: Pdf, { shape, series, points }: Chart, { x, y, width, height }: Box, top: number): void {
  const each = width / points.length;
  const bar = each * 0.7;
  for (const [index, { values }] of points.entries()) {
    let left = x + each * index + (each - bar) / 2;
    let foot = y + height;
    for (const [place, { tone }] of series.entries()) {
      const size = (height * (values[place] ?? 0)) / top;
      const wide = shape === 'stack' ? bar : bar / series.length;
      if (size > 0) pdf.rect(left, foot - size, wide, size).fill(TONES[tone]);
      if (shape === 'stack') foot -= size;
      else left += wide;
    }
  }
}

function drawLines(pdf: Pdf, { series, points }: Chart, { x, y, width, height }: Box, top: number): void {
  const each = width / points.length;
  for (const [place, { tone }] of series.entries()) {
    let drawing = false;
    for (const [index, { values }] of points.entries()) {
      const value = values[place] ?? null;
      const [px, py] = [x + each * (index + 0.5), y + height - (height * (value ?? 0)) / top];
      if (value === null) drawing = false;
      else if (drawing) pdf.lineTo(px, py);
      else pdf.moveTo(px, py);
      drawing = value !== null;
    }
    pdf.lineWidth(1.5).stroke(TONES[tone]);
  }
}

/** One bar across for each point, its amounts written into it where they fit. */
function drawShares(pdf: Pdf, { series, points }: Chart, top: number): void {
  const width = innerWidth(pdf) - LABEL_WIDTH;
  for (const [index, { name, values, shown }] of points.entries()) {
    const y = top + index * ROW;
    small(pdf, COLOURS.ink).text(clean(name), MARGIN, y + 2, { width: LABEL_WIDTH - 8, height: 11, ellipsis: true });
    const sum = sumOf(values);
    let x = MARGIN + LABEL_WIDTH;
    if (sum === 0) pdf.rect(x, y, width, BAR).fill(COLOURS.ground);
    for (const [place, { tone }] of series.entries()) {
      const size = sum === 0 ? 0 : (width * (values[place] ?? 0)) / sum;
      if (size === 0) continue;
      pdf.rect(x, y, size, BAR).fill(TONES[tone]);
      const text = clean(shown[place] ?? '');
      if (size > small(pdf).widthOfString(text) + 6) {
        small(pdf, '#ffffff').text(text, x + 3, y + 2, { width: size, height: 10, lineBreak: false });
      }
      x += size;
    }
  }
}

function drawPlot(pdf: Pdf, chart: Chart, y: number): void {
  const { shape, points } = chart;
  const box: Box = { x: MARGIN + AXIS_WIDTH, y: y + 6, width: innerWidth(pdf) - AXIS_WIDTH, height: PLOT_HEIGHT };
  const values = points.flatMap((point) =>
    shape === 'stack' ? [sumOf(point.values)] : point.values.map((one) => one ?? 0),
  );
  const top = axisTop(Math.max(0, ...values));
  drawGrid(pdf, box, top);
  if (shape === 'line') drawLines(pdf, chart, box, top);
  else drawColumns(pdf, chart, box, top);
  drawNames(pdf, chart, box);
}

const plotHeight = ({ shape, points }: Chart) => (shape === 'shares' ? points.length * ROW + 4 : PLOT_HEIGHT + 24);

/** A chart stays on one page, with its name. */
export const chartKeeps = (pdf: Pdf, chart: Chart) => plotHeight(chart) + legendLines(pdf, chart) * LEGEND_LINE + 24;

/** Draws a chart as vectors: a figure with a text in its place, under its name. */
export function drawChart(pdf: Pdf, root: Structure, chart: Chart): void {
  const plot = plotHeight(chart);
  const height = plot + legendLines(pdf, chart) * LEGEND_LINE;
  need(pdf, chartKeeps(pdf, chart));
  root.add(
    pdf.struct('P', () => {
      pdf.font(FONTS.strong).fontSize(SIZES.body).fillColor(COLOURS.ink);
      pdf.text(clean(chart.label), MARGIN, pdf.y, { width: innerWidth(pdf) });
    }),
  );
  const top = pdf.y + 4;
  const bbox = [MARGIN, top, MARGIN + innerWidth(pdf), top + height] as const;
  root.add(
    pdf.struct('Figure', { alt: clean(chart.alt), bbox: [...bbox] }, () => {
      if (chart.shape === 'shares') drawShares(pdf, chart, top);
      else drawPlot(pdf, chart, top);
      drawLegend(pdf, chart, top + plot);
    }),
  );
  pdf.x = MARGIN;
  pdf.y = top + height + 8;
}
