'use client';

import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 767px)';
const DESKTOP_PX = 40;
/** On a phone a row has two lines. */
const PHONE_PX = 64;

/** Asking the style makes the browser compute it: asked once, and again after a change. */
let known: number | null = null;

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(PHONE);
  const again = () => {
    known = null;
    changed();
  };
  const density = new MutationObserver(again);
  media.addEventListener('change', again);
  density.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  return () => {
    media.removeEventListener('change', again);
    density.disconnect();
    known = null;
  };
}

function read(): number {
  if (window.matchMedia(PHONE).matches) return PHONE_PX;
  const style = getComputedStyle(document.documentElement);
  const rows = Number.parseFloat(style.getPropertyValue('--row'));
  return Number.isFinite(rows) ? Math.round(rows * Number.parseFloat(style.fontSize)) : DESKTOP_PX;
}

function snapshot(): number {
  known ??= read();
  return known;
}

/** Height of a row in CSS pixels: follows the density that the person chose and the width of the window. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, snapshot, () => DESKTOP_PX);
}
