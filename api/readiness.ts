/** Readiness: whether work can be taken. */
import type { Database } from '../database/connect.ts';

/** Whether the database answers within a second. */
export async function isAnswering(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, 1_000);
  });
  const asked = database.knex.raw('SELECT 1').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
