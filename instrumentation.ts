/** Runs once when the web server starts: wrong sign-in settings end it there, not at the first sign-in. */
export async function register(): Promise<void> {
  const { refuseOpenDemo, signInSettings } = await import('@/lib/core/auth/settings');
  const { clientCredential } = await import('@/lib/core/auth/credential');
  try {
    refuseOpenDemo();
    signInSettings();
    clientCredential(new Date());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
