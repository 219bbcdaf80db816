import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TOKEN_SCOPES } from '@/lib/access/schema';
import {
  fromDisk,
  hasInlineAction,
  isActionModule,
  reachesPageCtx,
  unguardedActions,
  unguardedMethods,
  withoutRight,
} from '@/lib/access/testing/guard-walk';

/** Whoever adds a line says why nobody needs to be signed in there. */
const PUBLIC_ROUTES = new Set([
  // The sign-in itself; lib/core/auth/handler.ts closes what we do not use of it.
  'app/api/auth/[...nextauth]/route.ts',
  // The provider's browser frame tells that its session ended; it can only end sessions, and only known ones.
  'app/api/auth/front-channel-sign-out/route.ts',
  // For the orchestrator: whether the process lives and is ready, nothing more.
  'app/api/health/route.ts',
  'app/api/ready/route.ts',
  // The button behind a link that a message brought: the signed token names one person and one incident (docs/escalation.md).
  'app/(auth)/a/[token]/take/route.ts',
]);

/** Where people are who have no session. */
const PUBLIC_PAGES = new Set([
  'app/(auth)/signin/page.tsx',
  'app/(auth)/signed-out/page.tsx',
  'app/(auth)/no-access/page.tsx',
  // The page of such a link: what burns, for the person that it names.
  'app/(auth)/a/[token]/page.tsx',
]);

/** What everybody may do with their own account: needs the session and no right. Each acts on `ctx.actor` alone. */
const OWN_ACCOUNT = new Set([
  // Leaving, and ending one's own other sessions.
  'lib/access/actions.ts#signOutAction',
  'lib/access/actions.ts#endSessionAction',
  'lib/access/actions.ts#endOtherSessionsAction',
  // The draft of one's own step-up, in one's own session. The right was asked for where the step-up began.
  'lib/access/actions.ts#keepIntentAction',
  'lib/access/actions.ts#loadIntentAction',
  // One's own language, time zone and appearance.
  'lib/preferences/actions.ts#savePreferencesAction',
  // One's own notices: which of them one has read.
  'lib/notices/actions.ts#markReadAction',
  // How one is reached oneself.
  'lib/escalation/actions.ts#saveProfileAction',
]);

function files(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

const source = (path: string) => readFileSync(path, 'utf8');
const modules = ['app', 'components', 'lib'].flatMap((folder) => files(folder, /\.tsx?$/));
const actionModules = modules.filter((path) => isActionModule(path, source(path)));
const routes = files('app', /(^|\/)route\.tsx?$/);
const pages = files('app', /(^|\/)page\.tsx$/);

describe('server actions', () => {
  test('live in actions.ts of a noun or of a part of it, and nowhere else', () => {
    expect(actionModules.filter((path) => !/^lib\/[a-z-]+\/([a-z-]+\/)?actions\.ts$/.test(path))).toEqual([]);
    expect(modules.filter((path) => hasInlineAction(path, source(path)))).toEqual([]);
    expect(actionModules.length).toBeGreaterThan(2);
  });

  test.each(actionModules)('%s goes through action()', (path) => {
    expect(unguardedActions(path, source(path))).toEqual([]);
  });
});

describe('rights', () => {
  const sessionRoutes = routes.filter((path) => !PUBLIC_ROUTES.has(path) && !path.startsWith('app/api/v1/'));
  const found = [...actionModules, ...sessionRoutes].flatMap((path) =>
    withoutRight(path, fromDisk).map((name) => `${path}#${name}`),
  );

  test('every verb but those on the own account asks for a right', () => {
    expect(found.filter((verb) => !OWN_ACCOUNT.has(verb))).toEqual([]);
  });

  test('the list names what is there, and nothing that asks for a right', () => {
    expect([...OWN_ACCOUNT].filter((verb) => !found.includes(verb))).toEqual([]);
  });

  test('a token is offered what an address of /api/v1 asks for, and nothing else', () => {
    const asked = routes
      .filter((path) => path.startsWith('app/api/v1/'))
      .flatMap((path) => [...source(path).matchAll(/tokenRoute(?:<[^>]*>)?\(\s*(\[[^\]]*\]|'[^']*')/g)])
      .flatMap(([, asks = '']) => asks.match(/[a-z-]+:[a-z-]+/g) ?? []);
    expect([...new Set(asked)].sort()).toEqual([...TOKEN_SCOPES].sort());
  });
});

describe('route handlers', () => {
  test.each(routes.filter((path) => !PUBLIC_ROUTES.has(path)))('%s goes through its frame', (path) => {
    const frame = path.startsWith('app/api/v1/') ? 'tokenRoute' : 'sessionRoute';
    expect(unguardedMethods(path, source(path), frame)).toEqual([]);
  });

  test('the public list names what is there', () => {
    expect([...PUBLIC_ROUTES].filter((path) => !routes.includes(path))).toEqual([]);
  });
});

describe('pages', () => {
  test.each(pages.filter((path) => !PUBLIC_PAGES.has(path)))('%s reaches pageCtx()', (path) => {
    expect(reachesPageCtx(path, 'default', fromDisk)).toBe(true);
  });

  test('the public list names what is there', () => {
    expect([...PUBLIC_PAGES].filter((path) => !pages.includes(path))).toEqual([]);
  });
});

describe('the walk finds what is missing', () => {
  const imports = `import { action, sessionRoute, tokenRoute, pageCtx } from '@/lib/access/guard';`;
  const actions = (body: string) => unguardedActions('lib/x/actions.ts', `'use server';\n${imports}\n${body}`);
  const methods = (body: string) => unguardedMethods('app/api/x/route.ts', `${imports}\n${body}`, 'sessionRoute');

  test.each([
    ['no guard', 'export async function a() { return 1; }', ['a']],
    ['work before the guard', 'export async function b(x) { await save(x); return action(() => x); }', ['b']],
    ['a guard that is not awaited or returned', 'export async function c() { action(() => 1); }', ['c']],
    ['an arrow', 'export const d = async () => action(() => 1);', ['an export that is no function']],
    ['another function of that name', 'export async function e() { return fake(() => 1); }', ['e']],
    ['a renamed export', 'async function f() {}\nexport { f };', ['an export that is no function']],
    ['a default export', 'export default async function g() { return action(() => 1); }', ['default']],
    [
      'nothing wrong',
      'export async function h(x: unknown) { return action(async (ctx) => verb(ctx, x)); }\nexport type T = 1;',
      [],
    ],
  ])('actions: %s', (_what, body, found) => {
    expect(actions(body)).toEqual(found);
  });

  test('an `action` of another module is not the guard', () => {
    const text = `'use server';\nimport { action } from './mine';\nexport async function a() { return action(() => 1); }`;
    expect(unguardedActions('lib/x/actions.ts', text)).toEqual(['a']);
  });

  test('an action inside a component is seen', () => {
    expect(hasInlineAction('a.tsx', `function A() { async function save() { 'use server'; } }`)).toBe(true);
    expect(hasInlineAction('a.tsx', `const save = async () => { 'use server'; };`)).toBe(true);
    expect(hasInlineAction('a.tsx', `function A() { return 'use server'; }`)).toBe(false);
  });

  test.each([
    ['a plain function', 'export async function GET() {}', ['GET']],
    ['a plain constant', 'export const POST = async () => {};', ['POST']],
    ['a renamed export', 'const h = 1;\nexport { h as DELETE };', ['DELETE']],
    ['the other frame', `export const GET = tokenRoute('finding:read', async () => ({}));`, ['GET']],
    ['nothing wrong', 'export const GET = sessionRoute(async () => ({}));\nexport const dynamic = 1;', []],
  ])('routes: %s', (_what, body, found) => {
    expect(methods(body)).toEqual(found);
  });

  test.each([
    ['no guard', 'export default async function P() { return load(); }', false],
    ['itself', 'export default async function P() { const ctx = await pageCtx(); }', true],
    [
      'through a function of the page',
      'async function f() { return pageCtx(); }\nexport default async function P() { await f(); }',
      true,
    ],
    [
      'through a loader',
      `import { good } from '@/lib/x/loaders';\nexport default async function P() { await good(); }`,
      true,
    ],
    [
      'through a loader without guard',
      `import { bad } from '@/lib/x/loaders';\nexport default async function P() { await bad(); }`,
      false,
    ],
    [
      'only in the title',
      'export async function generateMetadata() { await pageCtx(); }\nexport default async function P() {}',
      false,
    ],
  ])('pages: %s', (_what, body, reaches) => {
    const samples: Readonly<Record<string, string>> = {
      'app/page.tsx': `${imports}\n${body}`,
      'lib/x/loaders.ts': `${imports}\nexport const good = cache(async () => pageCtx());\nexport const bad = cache(async () => 1);`,
    };
    expect(reachesPageCtx('app/page.tsx', 'default', (path) => samples[path] ?? null)).toBe(reaches);
  });

  test.each([
    ['none', 'return save(ctx);', ['a']],
    ['itself', `requirePermission(ctx, 'finding:triage');`, []],
    ['only a step-up', `await requireStepUp(ctx, 'audit:export', 'audit');`, ['a']],
    ['in the verb', 'return good(ctx);', []],
    ['in a helper of the verb', 'return helped(ctx);', []],
    ['forgotten in the verb', 'return forgetful(ctx);', ['a']],
    ['of the same name from elsewhere', 'return mine(ctx);', ['a']],
  ])('rights: %s', (_what, work, found) => {
    const policy = `import { requirePermission } from '@/lib/access/policy';`;
    const samples: Readonly<Record<string, string>> = {
      'lib/x/actions.ts': `'use server';
        ${imports}
        ${policy}
        import { requireStepUp } from '@/lib/access/step-up';
        import { good, helped, forgetful, mine } from '@/lib/x/mutations';
        export async function a() { return action(async (ctx) => { ${work} }); }`,
      'lib/access/step-up.ts': `${policy}\nexport async function requireStepUp() { return 1; }`,
      'lib/x/mutations.ts': `${policy}
        import { requirePermission as other } from '@/lib/x/own';
        function administrator(ctx) { requirePermission(ctx, 'asset:write'); }
        export async function good(ctx) { requirePermission(ctx, 'finding:triage'); }
        export async function helped(ctx) { administrator(ctx); }
        export async function forgetful(ctx) { await save(ctx); }
        export async function mine(ctx) { other(ctx); }`,
    };
    expect(withoutRight('lib/x/actions.ts', (path) => samples[path] ?? null)).toEqual(found);
  });
});
