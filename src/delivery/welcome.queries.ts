import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** What a welcome leans on. */
export interface WelcomePlace {
  conversationId: string;
  lineId: string;
  districtName: string;
  chosenLanguage: string | null;
  homeLanguages: string[];
  /** The languages most families of the district speak, the most spoken first. */
  districtLanguages: string[];
}

/** Where the welcome before a text goes, and in which languages. */
export async function readWelcomePlace(
  trx: Transaction<Database>,
  messageId: string,
): Promise<WelcomePlace | undefined> {
  const found = await sql<WelcomePlace>`
    select m.conversation_id, m.line_id, dep.district_name, a.language as chosen_language,
      array(select g.home_language from guardian_address ga join guardian g on g.id = ga.guardian_id
            where ga.address_id = a.id and ga.retired_at is null and g.home_language is not null order by g.created_at, g.id) as home_languages,
      array(select g.home_language from guardian g where g.home_language is not null
            group by g.home_language order by count(*) desc, g.home_language limit 8) as district_languages
    from message m
    join conversation c on c.id = m.conversation_id
    join address a on a.id = c.address_id
    cross join deployment dep
    where m.id = ${messageId}`.execute(trx);
  return found.rows[0];
}
