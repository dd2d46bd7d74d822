/** Someone the demo lets you sign in as. */
export interface DemoSignIn {
  readonly name: string;
  /** As people say it: "liaison, speaks Spanish". */
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

export interface DemoDistrict {
  readonly signIns: readonly DemoSignIn[];
  /** One sentence on what to do first. */
  readonly tryThis: string;
}

/** What `src/cli/demo/seed-demo.ts` provides. Seeding a database that is seeded already only answers the question. */
export interface DemoSeed {
  seedDemo(databaseUrl: string): Promise<DemoDistrict>;
}

/** Sees that the demo district is in the database, which is empty or holds it already. */
export async function prepareDemo(databaseUrl: string): Promise<DemoDistrict> {
  const seed = (await import(new URL('../demo/seed-demo.js', import.meta.url).href)) as DemoSeed;
  return seed.seedDemo(databaseUrl);
}
