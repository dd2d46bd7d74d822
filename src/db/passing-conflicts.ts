/** Conflicts that pass: another transaction was first (23505), or a deadlock (40P01, 40001). */
const passing = new Set(['23505', '40P01', '40001']);
const tries = 4;

/** Does a transaction again while it meets a conflict that passes, three more times at most. */
export async function despiteConflicts<T>(transaction: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (n >= tries || !isPassing(error)) throw error;
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && passing.has(String(error.code));
}
