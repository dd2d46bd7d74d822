/** Whether an error is what the PostgreSQL driver says, without a code, of a connection that broke or was not to be had. */
export function isConnectionLost(error: unknown): boolean {
  return (
    error instanceof Error &&
    /connection (terminated|ended)|timeout exceeded when trying to connect|not queryable/i.test(error.message)
  );
}
