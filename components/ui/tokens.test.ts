import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TONE_CLASS } from '@/components/ui/tone';

type Rgb = readonly [number, number, number];
type Token = { readonly light: Rgb; readonly dark: Rgb };

function rgb(hex: string): Rgb {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

function readTokens(): Map<string, Token> {
  const css = readFileSync('app/globals.css', 'utf8');
  const found = css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
  return new Map(
    [...found].map(([, name = '', light = '', dark = '']) => [name, { light: rgb(light), dark: rgb(dark) }]),
  );
}

/** Relative luminance and contrast ratio (WCAG 2.2, definitions). */
function luminance(colour: Rgb): number {
  const [r = 0, g = 0, b = 0] = colour.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const SCALES = ['critical', 'high', 'medium', 'low', 'info', 'met', 'missed', 'partly', 'unknown'];
const GROUNDS = ['bg', 'surface', 'sunken', 'hover'];
const TEXT = 4.5;
const GRAPHIC = 3;

type Pair = readonly [ink: string, ground: string, least: number];

const PAIRS: readonly Pair[] = [
  ...GROUNDS.flatMap((ground): Pair[] => [
    ['text', ground, TEXT],
    ['muted', ground, TEXT],
    ['focus', ground, GRAPHIC],
    ['line-strong', ground, GRAPHIC],
  ]),
  ['text', 'accent-soft', TEXT],
  ['muted', 'accent-soft', TEXT],
  ['accent-ink', 'accent', TEXT],
  ['accent', 'bg', TEXT],
  ['accent', 'surface', TEXT],
  ['bg', 'text', TEXT],
  ...SCALES.flatMap((scale): Pair[] => [
    [`${scale}-ink`, `${scale}-soft`, TEXT],
    [`${scale}-ink`, 'bg', TEXT],
    [`${scale}-ink`, 'surface', TEXT],
    [`${scale}-ink`, 'hover', TEXT],
    [scale, 'bg', GRAPHIC],
    [scale, 'surface', GRAPHIC],
    ['text', `${scale}-soft`, TEXT],
  ]),
];

describe('colour tokens', () => {
  const tokens = readTokens();

  it('are read from the style sheet', () => {
    expect(tokens.size).toBeGreaterThan(35);
    expect(contrast([0, 0, 0], [255, 255, 255])).toBe(21);
  });

  for (const theme of ['light', 'dark'] as const) {
    it.each(PAIRS)(`in the ${theme} theme %s on %s reaches %d : 1`, (ink, ground, least) => {
      const [front, back] = [tokens.get(ink)?.[theme], tokens.get(ground)?.[theme]];
      if (!front || !back) throw new Error(`no token ${ink} or ${ground}`);
      expect(contrast(front, back)).toBeGreaterThanOrEqual(least);
    });
  }

  it('carry every tone of a badge in a tested pair', () => {
    for (const [tone, classes] of Object.entries(TONE_CLASS)) {
      const [, ground = '', ink = ''] = classes.match(/^bg-([\w-]+) text-([\w-]+)$/) ?? [];
      expect(
        PAIRS.some(([a, b]) => a === ink && b === ground),
        `${tone}: ${classes}`,
      ).toBe(true);
    }
  });
});
