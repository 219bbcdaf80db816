'use client';

import { useEffect, useState } from 'react';

const read = (key: string) => {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

const write = (key: string, text: string) => {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing: the text lives as long as the page.
  }
};

/** A text that is still there after the tab was reloaded. */
export function useDraft(key: string): [string, (text: string) => void] {
  const [text, setText] = useState('');
  // Not while rendering: the server has none, and both must begin alike.
  useEffect(() => setText(read(key)), [key]);
  return [
    text,
    (next) => {
      write(key, next);
      setText(next);
    },
  ];
}
