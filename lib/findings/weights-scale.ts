/** The scale of priorities: all terms at their most make no more than this. */
export const PRIORITY_MAX = 1000;
