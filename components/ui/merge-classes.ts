const ALWAYS: readonly (readonly [RegExp, string])[] = [
  [/^(block|inline-block|inline|flex|inline-flex|grid|inline-grid|table|table-cell|contents|hidden)$/, 'display'],
  [/^(static|fixed|absolute|relative|sticky)$/, 'position'],
  [/^(not-)?sr-only$/, 'sr'],
  [/^text-(left|center|right|start|end)$/, 'text-align'],
  [/^text-(xs|sm|base|lg|xl|2xl)$/, 'font-size'],
  [/^font-(sans|mono)$/, 'family'],
  [/^border-(solid|dashed)$/, 'border-style'],
  [/^border-(collapse|separate)$/, 'collapse'],
  [/^border-spacing-/, 'spacing'],
  [/^flex-(row|col)$/, 'direction'],
  [/^flex-(wrap|nowrap)$/, 'flex-wrap'],
  [/^decoration-\d$/, 'decoration-width'],
  [/^(underline|no-underline|line-through)$/, 'underline'],
  [/^outline-none$/, 'outline-style'],
  [/^outline(-\d)?$/, 'outline'],
  [/^outline-(accent|focus)$/, 'outline-colour'],
  [/^outline-offset-/, 'outline-offset'],
  [/^shrink(-0)?$/, 'shrink'],
];
const PREFIX =
  /^(col-start|col-end|min-w|max-w|min-h|max-h|gap-x|gap-y|inset-x|inset-y|overflow-x|overflow-y|rounded-[trbl]{1,2}|line-clamp|grid-cols|underline-offset|decoration|columns|translate-x|translate-y|scroll-mt|pointer-events|[mp][xytrbl]?|size|w|h|gap|inset|top|right|bottom|left|z|rounded|bg|opacity|items|justify|self|leading|whitespace|overflow|shadow|duration|transition|animate|cursor|select|table|align|flex|font|text|list|outline|appearance|columns|order|basis|col|resize|object|tracking|wrap|break-inside|break|fill|accent)(?=-|$)/;
const BORDER = /^border(-[trblxy])?(?:-(\d|px))?$/;
const BORDER_COLOUR = /^border(-[trblxy])?-/;

const SIDES = ['x', 'y', 't', 'r', 'b', 'l'];

/** What else a group sets, so that an earlier class of that group is void too. */
const COVERS: Readonly<Record<string, readonly string[]>> = {
  m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
  mx: ['mr', 'ml'],
  my: ['mt', 'mb'],
  p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
  px: ['pr', 'pl'],
  py: ['pt', 'pb'],
  size: ['w', 'h'],
  gap: ['gap-x', 'gap-y'],
  inset: ['inset-x', 'inset-y', 'top', 'right', 'bottom', 'left'],
  'inset-x': ['right', 'left'],
  'inset-y': ['top', 'bottom'],
  flex: ['basis', 'grow', 'shrink'],
  border: SIDES.map((side) => `border-${side}`),
  'border-x': ['border-r', 'border-l'],
  'border-y': ['border-t', 'border-b'],
  'border-colour': SIDES.map((side) => `border-colour-${side}`),
  overflow: ['overflow-x', 'overflow-y'],
  'font-size': ['leading'],
  'line-clamp': ['display', 'overflow'],
};

/** Splits `md:hover:px-2` into `md:hover:` and `px-2`; a colon in brackets belongs to its part. */
function split(name: string): readonly [string, string] {
  let depth = 0;
  let at = 0;
  for (let index = 0; index < name.length; index += 1) {
    const one = name[index];
    if (one === '[' || one === '(') depth += 1;
    else if (one === ']' || one === ')') depth -= 1;
    else if (one === ':' && depth === 0) at = index + 1;
  }
  return [name.slice(0, at), name.slice(at)];
}

/** Which property a class sets; itself where it is known to share none. */
function groupOf(utility: string): string {
  const name = utility.startsWith('-') ? utility.slice(1) : utility;
  const always = ALWAYS.find(([pattern]) => pattern.test(name));
  if (always) return always[1];
  const border = BORDER.exec(name);
  if (border) return `border${border[1] ?? ''}`;
  const colour = BORDER_COLOUR.exec(name);
  if (colour) return `border-colour${colour[1] ?? ''}`;
  return PREFIX.exec(name)?.[1] ?? name;
}

const KNOWN_MAX = 1000;
const known = new Map<string, string>();

/**
 * Of two classes that set the same property under the same conditions the later one stays. Knows the classes that the
 * components use; its test compares it with tailwind-merge, which is seven times as heavy.
 */
export function mergeClasses(names: string): string {
  const before = known.get(names);
  if (before !== undefined) return before;
  if (known.size >= KNOWN_MAX) known.clear();
  const merged = merge(names);
  known.set(names, merged);
  return merged;
}

function merge(names: string): string {
  const taken = new Set<string>();
  const kept: string[] = [];
  for (const name of names.split(/\s+/).reverse()) {
    const [condition, utility] = split(name);
    const group = groupOf(utility);
    if (!name || taken.has(condition + group)) continue;
    for (const one of [group, ...(COVERS[group] ?? [])]) taken.add(condition + one);
    kept.push(name);
  }
  return kept.reverse().join(' ');
}
