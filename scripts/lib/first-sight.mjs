/**
 * What every page draws before anybody touches it, and the list of findings: these have to be light
 * (docs/decisions/0032). @typedef {import('./layers.mjs').SourceFile} SourceFile
 */
export const FIRST_SIGHT = [
  'components/layout/providers',
  'components/layout/top-line',
  'components/layout/nav-links',
  'components/findings/workspace',
];

const HEAVY =
  /^(zod|cmdk|react-markdown|remark-gfm|rehype-sanitize|recharts|next-auth|@base-ui\/react\/(?!csp-provider$).*)$|^lib\/.*schema$/;
const ACTIONS = /\/actions(\/|$)/;

/** Heavy code that those reach without a dynamic import; each way is told once, as the trail that leads there. @param {SourceFile[]} files */
export function heavyFirstSights(files) {
  const graph = new Map(files.map(({ path, imports }) => [path.replace(/\.(tsx?|mjs)$/, ''), imports]));
  const seen = new Set();
  const trails = [];
  const visit = (path, trail) => {
    if (HEAVY.test(path)) trails.push([...trail, path].join(' → '));
    // Actions are stubs in the browser.
    if (HEAVY.test(path) || seen.has(path) || ACTIONS.test(path)) return;
    seen.add(path);
    for (const { from, type } of graph.get(path) ?? []) if (!type) visit(from, [...trail, path]);
  };
  for (const path of FIRST_SIGHT) visit(path, []);
  return trails;
}
