/**
 * For the Node of the worker: most of what reading a report leaves behind is garbage within a moment. Collected in pieces
 * of 32 MB instead of 16 less of it is copied about (compose.yaml says the same).
 */
export const WORKER_ARGS = ['--max-semi-space-size=32'];
