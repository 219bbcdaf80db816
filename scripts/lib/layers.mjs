/**
 * Who may import whom (docs/architecture.md). A rule names the files it is for, what they may not import, and where to
 * go instead.
 * @typedef {{ path: string, imports: { from: string, type: boolean }[], text: string }} SourceFile
 */

const TEST = /\.test\.(ts|tsx|mjs)$|^lib\/core\/testing\/|^vitest\.|^e2e\//;
const DATABASE = /^lib\/core\/db\.ts$|^lib\/[^/]+\/(data|mutations|jobs)(\.ts$|\/)|^bench\//;
const OPEN_TO_ALL = /^lib\/access\/(policy|guard)$/;
const NOUN = /^lib\/([^/]+)\//;

const noun = (path) => {
  const name = NOUN.exec(path)?.[1];
  return name === undefined || name === 'core' ? undefined : name;
};

const IMPORT_RULES = [
  {
    wrong: (file, to) => to.startsWith('app/') && !file.startsWith('app/'),
    say: 'nothing imports app: move what is shared to components/ or lib/',
  },
  {
    wrong: (file, to) => file.startsWith('lib/') && to.startsWith('components/'),
    say: 'lib does not know components: hand data up, not elements down',
  },
  {
    wrong: (file, to) => file.startsWith('lib/core/') && noun(to) !== undefined && !OPEN_TO_ALL.test(to),
    say: 'lib/core knows no noun: move the file to its noun, or hand the noun in as a parameter',
  },
  {
    wrong: (file, to) =>
      file.startsWith('components/ui/') && (noun(to) !== undefined || /^components\/(?!ui\/)/.test(to)),
    say: 'components/ui knows no domain word: take it as a property, or move the component to components/<noun>/',
  },
  {
    wrong: (file, to, type) => to.startsWith('prisma/generated') && !type && !DATABASE.test(file),
    say: 'the generated client is for lib/core/db.ts, data, mutations and jobs: read through data.ts',
  },
  {
    wrong: (file, to) => /^(next-auth|openid-client)(\/|$)/.test(to) && !file.startsWith('lib/core/auth/'),
    say: 'the sign-in library is known to lib/core/auth alone',
  },
  {
    wrong: (file, to) => {
      const [own, other] = [noun(file), noun(to)];
      if (own === undefined || other === undefined || own === other || own === 'jobs') return false;
      return /^lib\/[^/]+\/(actions|loaders|queries|jobs)$/.test(to);
    },
    say: "another noun's actions, loaders, queries and jobs are its insides: use its data, rules, types or schema",
  },
];

const TEXT_RULES = [
  {
    wrong: (file, text) =>
      /\bprocess\.env\b/.test(text) && /^(app|components|lib|worker|identity|migrate)\//.test(file),
    except: /^lib\/core\/env\.ts$/,
    say: 'process.env is read in lib/core/env.ts alone: add the setting there and to .env.example',
  },
  {
    wrong: (_file, text) => /\.toLocale(Date|Time)?String\(|new Intl\.DateTimeFormat/.test(text),
    except: /^lib\/core\/(datetime|preferences)/,
    say: 'dates and numbers are formatted by lib/core/datetime or next-intl',
  },
  {
    wrong: (file, text) => /^\s*['"]use server['"]/m.test(text) && !/(^|\/)actions(\/[^/]+)?\.ts$/.test(file),
    say: "'use server' belongs into actions.ts: every export there is a public endpoint",
  },
  {
    wrong: (_file, text) => text.split('\n').length > 301,
    say: 'longer than 300 lines: split it by what it does',
  },
  {
    wrong: (file) => /(^|\/)index\.tsx?$/.test(file),
    say: 'no barrel files: import from the file itself',
  },
];

/** @param {SourceFile[]} files @returns {string[]} one line for each breach */
export function layerBreaches(files) {
  return files.flatMap(({ path, imports, text }) => {
    if (TEST.test(path)) return [];
    const wrongImports = imports.flatMap(({ from, type }) =>
      IMPORT_RULES.filter((rule) => rule.wrong(path, from, type)).map((rule) => `${path} → ${from}: ${rule.say}`),
    );
    const wrongText = TEXT_RULES.filter((rule) => !rule.except?.test(path) && rule.wrong(path, text));
    return [...wrongImports, ...wrongText.map((rule) => `${path}: ${rule.say}`)];
  });
}

/** Circles of imports at run time: the first one found from each file, each told once. @param {SourceFile[]} files */
export function importCircles(files) {
  const graph = new Map(files.map(({ path, imports }) => [path.replace(/\.(tsx?|mjs)$/, ''), imports]));
  const done = new Set();
  const circles = [];
  const visit = (path, trail) => {
    const at = trail.indexOf(path);
    if (at !== -1) circles.push([...trail.slice(at), path].join(' → '));
    if (at !== -1 || done.has(path)) return;
    for (const { from, type } of graph.get(path) ?? []) if (!type && graph.has(from)) visit(from, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return circles;
}
