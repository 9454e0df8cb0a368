import { z } from 'zod';
import { scopes, verdicts } from '@/lib/domain/citation/library/reliability';
import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { now } from '@/lib/system/clock';

const rowsSchema = z.array(
  z.object({
    ...{ id: z.string(), scope: z.enum(scopes), scopeName: z.string(), sourceId: z.string().nullable() },
    ...{ topic: z.string(), verdict: z.enum(verdicts), reason: z.string(), reviewBy: z.string(), by: z.string() },
  }),
);

/**
 * Decisions on sources whose day to be looked at again has come, the longest overdue first, at most 200: those that nobody has
 * decided anew since. `sourceId` is a source that it is about, where one can be named.
 */
export async function listDueDecisions(actor: Actor) {
  permit(actor, 'read_desk', {});
  const today = now().toISOString().slice(0, 10);
  return rowsSchema.parse(
    await db().$queryRaw`
      select d.id::text as id, d.scope_type as scope, d.scope_name as "scopeName", d.topic, d.verdict, d.reason,
        d.review_by::text as "reviewBy", u.name as by, case d.scope_type
          when 'work' then d.scope_key
          when 'domain' then (select s.id::text from source s where s.merged_into_id is null
            and (s.host = d.scope_key or right(s.host, length(d.scope_key) + 1) = '.' || d.scope_key) order by s.title, s.id limit 1)
        end as "sourceId"
      from (select distinct on (scope_type, scope_key, topic_key) * from source_assessment
        order by scope_type, scope_key, topic_key, decided_at desc, id desc) d
      join app_user u on u.id = d.decided_by_id
      where d.review_by <= ${today}::date and d.verdict <> 'none'
      order by d.review_by, d.id limit 200`,
  );
}
