import { describe, expect, it } from 'vitest';
import { isSingleKey, keyName, matchKeys } from '@/components/command-menu/keys';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('keyName', () => {
  it('writes keys as the registry does', () => {
    expect(press('j')).toBe('j');
    expect(press('X', { shiftKey: true })).toBe('shift+x');
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('k', { metaKey: true })).toBe('mod+k');
    expect(press('k', { ctrlKey: true })).toBe('mod+k');
    expect(press('Enter', { shiftKey: true })).toBe('shift+enter');
    expect(press(' ')).toBe('space');
  });
});

describe('matchKeys', () => {
  it('follows sequences', () => {
    expect(matchKeys(['g'], 'g f')).toBe('partial');
    expect(matchKeys(['g', 'f'], 'g f')).toBe('full');
    expect(matchKeys(['g', 'x'], 'g f')).toBe('none');
    expect(matchKeys(['g', 'f'], 'g')).toBe('none');
  });
});

describe('isSingleKey', () => {
  it('is what a person may switch off', () => {
    expect(['j', 'shift+x', 'g f', '?'].every(isSingleKey)).toBe(true);
    expect(['mod+k', 'alt+n', 'mod+shift+p', 'enter', 'esc'].some(isSingleKey)).toBe(false);
  });
});
