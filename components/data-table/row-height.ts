'use client';

import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 767px)';
const DESKTOP_PX = 40;
/** On a phone a row has two lines. */
const PHONE_PX = 64;

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(PHONE);
  const density = new MutationObserver(changed);
  media.addEventListener('change', changed);
  density.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  return () => {
    media.removeEventListener('change', changed);
    density.disconnect();
  };
}

function read(): number {
  if (window.matchMedia(PHONE).matches) return PHONE_PX;
  const style = getComputedStyle(document.documentElement);
  const rows = Number.parseFloat(style.getPropertyValue('--row'));
  return Number.isFinite(rows) ? Math.round(rows * Number.parseFloat(style.fontSize)) : DESKTOP_PX;
}

/** Height of a row in CSS pixels: follows the density that the person chose and the width of the window. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, read, () => DESKTOP_PX);
}
