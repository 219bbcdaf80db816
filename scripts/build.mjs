// Makes what is stale: database client, programs (worker, migration, demo provider) and web pages.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makers } from './lib/build.mjs';
import { explain } from './lib/problems.mjs';
import { step } from './lib/say.mjs';

try {
  const make = makers(dirname(dirname(fileURLToPath(import.meta.url))));
  await step('database client', make.generate);
  await step('programs', make.bundle);
  await step('web pages', make.web);
} catch (error) {
  console.error(explain(error) ?? error.stack);
  process.exit(1);
}
