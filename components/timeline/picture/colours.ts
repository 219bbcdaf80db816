import { useEffect, useState } from 'react';

const NAMES = [
  ...['info', 'low', 'medium', 'high', 'critical'],
  ...['accent', 'accent-soft', 'text', 'muted', 'line', 'line-strong', 'surface', 'sunken', 'partly'],
] as const;
export type Colours = Readonly<Record<string, string>>;

/** A canvas knows no variables: what they are worth in the theme of now. */
function read(within: HTMLElement): Colours {
  const probe = document.createElement('span');
  within.append(probe);
  const colours = Object.fromEntries(
    NAMES.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return colours;
}

/** Null until it is drawn for the first time; anew whenever the theme changes. */
export function useColours(): Colours | null {
  const [colours, setColours] = useState<Colours | null>(null);
  useEffect(() => {
    const update = () => setColours(read(document.body));
    update();
    const observer = new MutationObserver(update);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', update);
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', update);
    };
  }, []);
  return colours;
}
