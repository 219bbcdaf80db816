/** Record patterns as a tree that the scanner walks down in step with the document. */
export type PathNode = {
  readonly members: Map<string, PathNode>;
  /** `*`: any element of an array. */
  element?: PathNode;
  /** `{}`: any member of an object that has no branch of its own. */
  member?: PathNode;
  /** Set where a record begins. */
  pattern?: string;
  /** Left out of records and skeleton alike. */
  ignored?: boolean;
};

/** The tree of patterns such as `Results.*.Vulnerabilities.*`. A record never holds another record. */
export function compilePaths(patterns: readonly string[], ignored: readonly string[] = []): PathNode {
  const root: PathNode = { members: new Map() };
  for (const pattern of patterns) leaf(root, pattern).pattern = pattern;
  for (const pattern of ignored) leaf(root, pattern).ignored = true;
  return root;
}

function leaf(root: PathNode, pattern: string): PathNode {
  return pattern.split('.').reduce(branch, root);
}

function branch(node: PathNode, step: string): PathNode {
  if (step === '*') {
    node.element ??= { members: new Map() };
    return node.element;
  }
  if (step === '{}') {
    node.member ??= { members: new Map() };
    return node.member;
  }
  const known = node.members.get(step);
  if (known) return known;
  const made: PathNode = { members: new Map() };
  node.members.set(step, made);
  return made;
}

const WRITTEN_KEYS = 20;

/** `Results[3].Vulnerabilities[17]`, as errors name a record; what lies very deep is cut. */
export function writePath(keys: readonly (string | number)[]): string {
  let path = '';
  for (const key of keys.slice(0, WRITTEN_KEYS)) {
    if (typeof key === 'number') path += `[${key}]`;
    else if (/^[A-Za-z_$][\w$-]{0,60}$/.test(key)) path += path === '' ? key : `.${key}`;
    else path += `[${JSON.stringify(key.slice(0, 60))}]`;
  }
  return keys.length > WRITTEN_KEYS ? `${path}…` : path;
}
