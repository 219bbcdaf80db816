import { join } from 'node:path';
import { certificatesOf, SERVERS, startLab } from '@/e2e/lab/lab';

/** `npm run lab`: starts the servers of these ids (all, without) and keeps them until Ctrl-C. */
const ids = process.argv.slice(2);
const lab = await startLab(ids.length > 0 ? ids : SERVERS.map(({ id }) => id));
for (const { id, address, port, sni, starttls, expected, about } of lab.servers) {
  const grade = expected.letter ?? '–';
  console.log(
    `${id.padEnd(5)}${address}:${port}  ${sni.padEnd(14)}${(starttls ?? '').padEnd(9)}${grade.padEnd(4)}${about}`,
  );
}
for (const { id, why } of lab.notRun) console.log(`${id} does not run: ${why}`);
const { folder } = certificatesOf(lab);
console.log(`\nroot ${join(folder, 'root.pem')}, intermediate ${join(folder, 'intermediate.pem')}. End: Ctrl-C`);
await new Promise((resolve) => {
  process.once('SIGINT', resolve);
  process.once('SIGTERM', resolve);
});
await lab.stop();
