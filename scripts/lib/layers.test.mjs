import { expect, test } from 'vitest';
import { heavyFirstSights } from './first-sight.mjs';
import { importCircles, layerBreaches } from './layers.mjs';
import { importsOf } from './sources.mjs';

const file = (path, text) => ({ path, text, imports: importsOf(path, text) });

test.each([
  ['lib/findings/data.ts', "import { Page } from '@/app/page';", 'nothing imports app'],
  ['lib/core/db.ts', "import { x } from '@/lib/findings/rules';", 'lib/core knows no noun'],
  ['lib/findings/rules.ts', "import { Badge } from '../../components/ui/badge';", 'lib does not know components'],
  ['components/ui/badge.tsx', "import { severityName } from '@/lib/findings/severity';", 'knows no domain word'],
  ['app/(app)/page.tsx', "import { PrismaClient } from '@/prisma/generated/client';", 'generated client'],
  ['app/(app)/page.tsx', "import {\n  signIn,\n} from 'next-auth/react';", 'sign-in library'],
  ['lib/imports/mutations.ts', "import { act } from '@/lib/findings/actions';", 'insides'],
  ['lib/findings/data.ts', 'const url = process.env.DATABASE_URL;', 'process.env'],
  ['components/findings/row.tsx', 'date.toLocaleDateString()', 'formatted by'],
  ['lib/findings/mutations.ts', "'use server';\n", 'actions.ts'],
  ['lib/findings/index.ts', '', 'no barrel'],
  ['lib/findings/data.ts', '\n'.repeat(301), '300 lines'],
])('%s with %s', (path, text, message) => {
  expect(layerBreaches([file(path, text)])).toEqual([expect.stringContaining(message)]);
});

test.each([
  ['lib/findings/data/list.ts', "import type { Prisma } from '@/prisma/generated/client';"],
  ['lib/findings/data.ts', "import { Prisma } from '@/prisma/generated/client';"],
  ['lib/core/auth/handler.ts', "import NextAuth from 'next-auth';"],
  ['lib/findings/x.db.test.ts', 'process.env.TZ'],
  [
    'lib/imports/mutations.ts',
    "import { open } from '@/lib/findings/rules';\nimport { p } from '@/lib/access/policy';",
  ],
])('%s may: %s', (path, text) => {
  expect(layerBreaches([file(path, text)])).toEqual([]);
});

test('a circle at run time is found, one of types is none', () => {
  const circle = (keyword) => [
    file('lib/a/x.ts', `${keyword} { y } from '@/lib/b/y';`),
    file('lib/b/y.ts', "import { x } from '../a/x';"),
  ];
  expect(importCircles(circle('import'))).toEqual(['lib/a/x → lib/b/y → lib/a/x']);
  expect(importCircles(circle('import type'))).toEqual([]);
});

test('what is heavy may come to the first sight by a dynamic import alone', () => {
  const list = (text) => [
    file('components/findings/workspace.tsx', "import { Filters } from '@/components/findings/filters';"),
    file('components/findings/filters.tsx', text),
  ];
  const way = 'components/findings/workspace → components/findings/filters → ';
  expect(heavyFirstSights(list("import { z } from 'zod';"))).toEqual([`${way}zod`]);
  expect(heavyFirstSights(list("import { x } from '@/lib/findings/schema';"))).toEqual([`${way}lib/findings/schema`]);
  expect(heavyFirstSights(list("const menu = lazyOnIntent(() => import('@base-ui/react/menu'));"))).toEqual([]);
  expect(heavyFirstSights(list("import type { X } from '@/lib/findings/schema';"))).toEqual([]);
});
