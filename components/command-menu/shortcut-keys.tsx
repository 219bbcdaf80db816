import { Kbd } from '@/components/ui/kbd';

const SHOWN: Readonly<Record<string, string>> = {
  mod: 'Ctrl/⌘',
  shift: '⇧',
  alt: 'Alt',
  enter: '↵',
  esc: 'Esc',
  up: '↑',
  down: '↓',
};

/** The keys of one shortcut, each as a key cap; sequences one after another. */
export function ShortcutKeys({ keys }: { readonly keys: string }) {
  return (
    <span className="inline-flex shrink-0 gap-1">
      {keys.split(/[ +]/).map((key) => (
        <Kbd key={key}>{SHOWN[key] ?? key}</Kbd>
      ))}
    </span>
  );
}
