/** What people call a report. */
export const reportName = (number: number) => `R-${number}`;

export const reportHref = (number: number) => `/reports/${number}`;

export const reportFile = (number: number, language: string) => `/api/reports/${number}/pdf?language=${language}`;
