/** What every member of staff of the demo district signs in with; no live database holds it. */
export const demoPassword = 'recado-demo';
