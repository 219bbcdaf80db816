// The product under test: started as users start it, on a port and an empty data folder of its own.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const port = process.env.E2E_PORT ?? '3190';
const data = join(tmpdir(), `lagebild-e2e-${port}`);
rmSync(data, { recursive: true, force: true });

// Nothing of the developer's own settings may leak into the test.
const own = /^(DATABASE_|ENTRA_|NEXTAUTH_|LAGEBILD_(?!BROWSER|CORPUS))/;
for (const name of Object.keys(process.env)) if (own.test(name)) delete process.env[name];
Object.assign(process.env, { PORT: port, LAGEBILD_DATA: data, HOST: '127.0.0.1', LAGEBILD_LOG: 'info' });
if (process.env.E2E_SAMPLE) process.env.LAGEBILD_SAMPLE = process.env.E2E_SAMPLE;

const { run } = await import('../scripts/lib/run.mjs');
await run(fileURLToPath(new URL('..', import.meta.url)));
