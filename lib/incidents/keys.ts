/** Everything that a page reads of one incident is kept under `of`: a line of its log makes that stale (components/incidents/room). */
export const incidentKeys = {
  all: ['incidents'] as const,
  of: (number: number) => [...incidentKeys.all, 'of', number] as const,
};
