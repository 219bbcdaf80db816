import { describe, expect, it } from 'vitest';
import { bullets, bulletsOf, clip, code, codeBlock, fromHtml, plain } from '@/lib/imports/parsers/markdown';

describe('plain', () => {
  it('escapes what markdown would read', () => {
    expect(plain('# a *b* [c](javascript:alert(1)) <img src=x> `d`e`')).toBe(
      '\\# a \\*b\\* \\[c\\](javascript:alert(1)) \\<img src=x\\> `d`e\\`',
    );
    expect(plain('1. one\n- two')).toBe('1\\. one\n\\- two');
  });

  it('leaves web addresses whole', () => {
    expect(plain('see https://a.example/x_y_z now_*')).toBe('see https://a.example/x_y_z now\\_\\*');
  });
});

it('fences code so that the code cannot end the fence', () => {
  expect(codeBlock('a\n```\n# b')).toBe('````\na\n```\n# b\n````');
  expect(code('a ` b\nc')).toBe('``a ` b c``');
  expect(code('`x`')).toBe('`` `x` ``');
});

it('cuts between characters', () => {
  expect(clip('ab😀c', 4)).toBe('ab…');
  expect(clip('abcd', 4)).toBe('abcd');
});

it('says how many lines a list leaves out', () => {
  expect(bullets(['a', 'b', 'c'], 2)).toBe('- a\n- b\n- … (+1)');
});

it('formats only the lines of a list that it shows', () => {
  const formatted: number[] = [];
  const format = (item: number) => {
    formatted.push(item);
    return String(item);
  };
  expect(bulletsOf([1, 2, 3, 4], format, 2)).toBe('- 1\n- 2\n- … (+2)');
  expect(formatted).toEqual([1, 2]);
});

describe('fromHtml', () => {
  it('keeps paragraphs, lists, code and entities', () => {
    const html = '<p>One &amp; two&#33;</p><ul><li>x</li><li>y</li></ul><pre>\nif (a &lt; b) {}\n</pre><p>end</p>';
    expect(fromHtml(html)).toBe('One \\& two!\n\n• x\n• y\n\n```\nif (a < b) {}\n```\n\nend');
  });

  it('never lets a decoded tag through', () => {
    expect(fromHtml('&lt;script&gt;alert(1)&lt;/script&gt;')).toBe('\\<script\\>alert(1)\\</script\\>');
  });

  it('takes time in proportion to the text, whatever it is', () => {
    const start = process.threadCpuUsage();
    for (const piece of ['<pre>', '<p', '&nbsp;', '<', '`', '\n', 'http://']) fromHtml(piece.repeat(20_000));
    expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(1_500);
  });
});
