/** Keys begin with `findings`; what a verb changes lies under `list`, `facets` and `detail`. */
export const findingKeys = {
  all: ['findings'] as const,
  lists: ['findings', 'list'] as const,
  facets: ['findings', 'facets'] as const,
  details: ['findings', 'detail'] as const,
  views: ['findings', 'views'] as const,
  jobs: ['findings', 'jobs'] as const,
};
