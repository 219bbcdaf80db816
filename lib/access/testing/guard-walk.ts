// biome-ignore-all lint/correctness/noComponentHookFactories: visitors are named after nodes of the syntax tree
import { existsSync, readFileSync } from 'node:fs';
import { type Function as FunctionNode, type Program, parseSync, type Statement, Visitor } from 'oxc-parser';

const GUARD = '@/lib/access/guard';
const POLICY = '@/lib/access/policy';
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Reads a module by its path from the root; tests give one that knows their samples. */
export type Read = (path: string) => string | null;

export const fromDisk: Read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

type Module = { readonly program: Program; readonly imports: ReadonlyMap<string, { from: string; name: string }> };

function parse(path: string, source: string): Module {
  const { program } = parseSync(path, source);
  const imports = new Map<string, { from: string; name: string }>();
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement.specifiers) {
      const { local } = specifier;
      const name =
        specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier'
          ? specifier.imported.name
          : 'default';
      imports.set(local.name, { from: statement.source.value, name });
    }
  }
  return { program, imports };
}

function isGuard(module: Module, local: string, name: string): boolean {
  const imported = module.imports.get(local);
  return imported?.from === GUARD && imported.name === name;
}

function hasDirective(program: Program, directive: string): boolean {
  return program.body.some((statement) => 'directive' in statement && statement.directive === directive);
}

/** Whether any function of the module is a server action by its own `'use server'`. */
export function hasInlineAction(path: string, source: string): boolean {
  let found = false;
  const check = (node: FunctionNode | { body: unknown }) => {
    const body =
      'body' in node && node.body && typeof node.body === 'object' && 'body' in node.body ? node.body.body : [];
    const inner = Array.isArray(body) ? body : [];
    if (inner.some((statement) => 'directive' in statement && statement.directive === 'use server')) found = true;
  };
  new Visitor({ FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check }).visit(
    parseSync(path, source).program,
  );
  return found;
}

/** Whether the module is one of server actions. */
export function isActionModule(path: string, source: string): boolean {
  return hasDirective(parseSync(path, source).program, 'use server');
}

/** `return action(…)` and nothing before it: no work happens outside of the guard. */
function onlyReturnsAction(module: Module, statements: readonly Statement[]): boolean {
  const [only] = statements;
  if (statements.length !== 1 || only?.type !== 'ReturnStatement') return false;
  const call = only.argument;
  return (
    call?.type === 'CallExpression' && call.callee.type === 'Identifier' && isGuard(module, call.callee.name, 'action')
  );
}

/** Names of exported actions that do not go through `action(`. Anything but an exported function counts as one. */
export function unguardedActions(path: string, source: string): string[] {
  const module = parse(path, source);
  return module.program.body.flatMap((statement) => {
    if (statement.type === 'ExportDefaultDeclaration' || statement.type === 'ExportAllDeclaration') return ['default'];
    if (statement.type !== 'ExportNamedDeclaration' || statement.exportKind === 'type') return [];
    const { declaration } = statement;
    if (declaration?.type === 'TSTypeAliasDeclaration' || declaration?.type === 'TSInterfaceDeclaration') return [];
    if (declaration?.type !== 'FunctionDeclaration') return ['an export that is no function'];
    return onlyReturnsAction(module, declaration.body?.body ?? []) ? [] : [declaration.id?.name ?? 'unnamed'];
  });
}

/** Names of exported HTTP methods that are not made by `frame`. */
export function unguardedMethods(path: string, source: string, frame: 'sessionRoute' | 'tokenRoute'): string[] {
  const module = parse(path, source);
  return module.program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return statement.type === 'ExportAllDeclaration' ? ['*'] : [];
    const { declaration, specifiers } = statement;
    const renamed = specifiers.flatMap(({ exported }) => (exported.type === 'Identifier' ? [exported.name] : ['?']));
    if (declaration?.type === 'FunctionDeclaration') renamed.push(declaration.id?.name ?? '?');
    const constants = declaration?.type === 'VariableDeclaration' ? declaration.declarations : [];
    const wrong = constants.flatMap(({ id, init }) => {
      const made = init?.type === 'CallExpression' && init.callee.type === 'Identifier' ? init.callee.name : '';
      return id.type === 'Identifier' && !isGuard(module, made, frame) ? [id.name] : [];
    });
    return [...renamed, ...wrong].filter((name) => METHODS.has(name) || name === '?');
  });
}

type Calls = ReadonlyMap<string, ReadonlySet<string>>;

/** For each top-level function or constant: the plain names that it calls. */
function callsByName(program: Program): Calls {
  const calls = new Map<string, ReadonlySet<string>>();
  for (const statement of program.body) {
    const declaration =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
        ? statement.declaration
        : statement;
    if (!declaration) continue;
    const found = calledIn(program, declaration.start, declaration.end);
    if (statement.type === 'ExportDefaultDeclaration') calls.set('default', found);
    if (declaration.type === 'FunctionDeclaration' && declaration.id) calls.set(declaration.id.name, found);
    if (declaration.type === 'VariableDeclaration') {
      for (const { id, start, end } of declaration.declarations) {
        if (id.type === 'Identifier') calls.set(id.name, calledIn(program, start, end));
      }
    }
  }
  return calls;
}

function calledIn(program: Program, start: number, end: number): ReadonlySet<string> {
  const names = new Set<string>();
  new Visitor({
    CallExpression: ({ callee, start: at }) => {
      if (at >= start && at < end && callee.type === 'Identifier') names.add(callee.name);
    },
  }).visit(program);
  return names;
}

/** A function that the walk looks for: `module#name`. */
type Goals = ReadonlySet<string>;

const SESSION: Goals = new Set([`${GUARD}#pageCtx`]);
/** A step-up is no right: it proves who is there, not what they may. */
const RIGHT: Goals = new Set([`${POLICY}#requirePermission`, `${POLICY}#scopeOf`]);

/** Whether `name` of the module at `path` calls a goal, itself or through functions of `lib` that it calls. */
function reaches(goals: Goals, path: string, name: string, read: Read, seen: Set<string>): boolean {
  const source = read(path);
  const visited = `${path}#${name}`;
  if (source === null || seen.has(visited)) return false;
  seen.add(visited);
  const module = parse(path, source);
  const called = callsByName(module.program).get(name) ?? new Set<string>();
  return [...called].some((callee) => {
    const imported = module.imports.get(callee);
    if (!imported) return reaches(goals, path, callee, read, seen);
    if (goals.has(`${imported.from}#${imported.name}`)) return true;
    if (!imported.from.startsWith('@/lib/') || imported.from === GUARD || imported.from === POLICY) return false;
    return reaches(goals, `${imported.from.slice(2)}.ts`, imported.name, read, seen);
  });
}

/** Whether `name` of the module at `path` asks for the session: reaches `pageCtx`. */
export function reachesPageCtx(path: string, name: string, read: Read): boolean {
  return reaches(SESSION, path, name, read, new Set());
}

/** Exported actions or HTTP methods that never ask for a right: reach neither `requirePermission` nor `scopeOf`. */
export function withoutRight(path: string, read: Read): string[] {
  return exportedNames(parse(path, read(path) ?? '').program).filter(
    (name) => !reaches(RIGHT, path, name, read, new Set()),
  );
}

/** Functions and HTTP methods that the module exports; other constants are settings for Next. */
function exportedNames(program: Program): string[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration } = statement;
    if (declaration?.type === 'FunctionDeclaration') return [declaration.id?.name ?? 'unnamed'];
    if (declaration?.type !== 'VariableDeclaration') return [];
    return declaration.declarations.flatMap(({ id }) =>
      id.type === 'Identifier' && METHODS.has(id.name) ? [id.name] : [],
    );
  });
}
