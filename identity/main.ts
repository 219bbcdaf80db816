/**
 * The demo identity provider: an OpenID provider on loopback that behaves like Microsoft Entra ID (addresses, claims,
 * authentication contexts), so that the product can be tried and tested without a tenant. Start it with the
 * product's own settings ENTRA_ISSUER, ENTRA_TENANT_ID, ENTRA_CLIENT_ID, ENTRA_CLIENT_SECRET and NEXTAUTH_URL; it
 * listens where ENTRA_ISSUER points to. It keeps everything in memory: a restart signs everybody out.
 */
import { startIdentity } from './server';
import { identitySettings } from './settings';

const settings = identitySettings();
const server = await startIdentity(settings);
console.log(`demo identity provider: ${settings.issuer.href}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
