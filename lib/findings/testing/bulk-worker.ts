import { takeTurns } from '@/lib/findings/mutations/bulk/turn';

/** A worker of its own process, for the test that kills it: works bulk jobs until none waits. */
await takeTurns();
process.exit(0);
