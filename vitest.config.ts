import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
/** `server-only` throws outside of React's server graph; tests are the server. */
const alias = [
  { find: /^server-only$/, replacement: `${root}node_modules/server-only/empty.js` },
  { find: /^@\//, replacement: root },
];
const ENV = {
  TZ: 'UTC',
  LAGEBILD_LOG: 'silent',
  LAGEBILD_SECRET: 'only-for-tests-only-for-tests-000',
};

/** They end what hangs, and nothing else: a starved machine is slow, and what is right ends early. */
const PATIENCE = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } };

export default defineConfig({
  test: {
    // All cores: by itself Vitest leaves one of two idle.
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          setupFiles: ['vitest.properties.ts'],
          // They share nothing but modules; loading those anew for each file took half of the time.
          isolate: false,
          include: ['{app,lib,components,identity,scripts,worker,e2e}/**/*.test.{ts,tsx,mjs}'],
          exclude: ['**/*.db.test.ts', 'node_modules/**', '.next/**', 'dist/**'],
          ...PATIENCE,
          env: { ...ENV, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          setupFiles: ['vitest.properties.ts'],
          include: ['**/*.db.test.ts'],
          exclude: ['node_modules/**', '.next/**', 'dist/**'],
          globalSetup: ['vitest.database.ts'],
          env: ENV,
          ...PATIENCE,
        },
      },
    ],
  },
});
