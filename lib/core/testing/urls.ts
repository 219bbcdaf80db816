/** Tests run with the rights of web and worker in production: a grant that is missing is found here. */
const RUNTIME_ROLE = 'lagebild_test_app';

/** URLs of one database of the server at `serverUrl`: for its owner, and for the role of web and worker. */
export function databaseUrls(
  serverUrl: string,
  database: string,
): { readonly owner: string; readonly runtime: string } {
  const owner = new URL(serverUrl);
  owner.pathname = `/${database}`;
  const runtime = new URL(owner);
  runtime.username = RUNTIME_ROLE;
  runtime.password = RUNTIME_ROLE;
  return { owner: owner.href, runtime: runtime.href };
}
