/** Nobody is texted earlier or later than this, in local hours of the day (47 CFR 64.1200(c)(1) says 21:00 too). */
export const textingHours = { earliest: 8, latest: 21 } as const;
