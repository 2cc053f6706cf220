import type { Change } from '@/lib/contract/changes'
import { database } from '../database'

interface Row extends Omit<Change, 'createdAt' | 'list'> {
  createdAt: Date
  listSlug: string | null
  listName: string | null
}

/** Each kind's row, with what it says and whether it stands; edits say what they say now. */
const TARGETS = `
  SELECT 'star' AS kind, id, dictionary_id, "index", NULL::int AS list_id, '' AS said, '' AS now, retired_at FROM star
  UNION ALL SELECT 'comment', id, dictionary_id, "index", NULL, text, '', retired_at FROM comment
  UNION ALL SELECT 'tag', id, dictionary_id, "index", NULL, tag, '', retired_at FROM person_tag
  UNION ALL SELECT 'label', id, dictionary_id, "index", NULL, text, '', retired_at FROM label
  UNION ALL SELECT 'score', id, dictionary_id, "index", NULL, interpretation, '', retired_at FROM annotation
  UNION ALL SELECT 'list', id, NULL, NULL, id, name, '', retired_at FROM feature_list
  UNION ALL SELECT 'list-name', id, NULL, NULL, id, name, name, retired_at FROM feature_list
  UNION ALL SELECT 'entry', id, dictionary_id, "index", list_id, '', '', retired_at FROM list_entry
  UNION ALL SELECT 'entry-note', id, dictionary_id, "index", list_id, note, note, retired_at FROM list_entry
  UNION ALL SELECT 'entry-place', id, dictionary_id, "index", list_id, '', rank::text, retired_at FROM list_entry`

/** A person's changes, newest first, below the change `before`. */
export async function readChanges(
  person: string,
  { limit, before }: { limit: number; before?: number | undefined },
): Promise<Change[]> {
  const { pool } = await database()
  const { rows } = await pool.query<Row>(
    `SELECT c.id, c.kind, c.created_at AS "createdAt", c.undoes, u.id IS NOT NULL AS undone,
            CASE WHEN c.before IS NOT NULL THEN 'edited' WHEN c.ended IS NULL THEN 'added'
                 WHEN c.stands IS NULL THEN 'removed' ELSE 'replaced' END AS action,
            CASE WHEN c.kind IN ('list-name', 'entry-note') THEN c.after ELSE t.said END AS text,
            d.slug AS dictionary, t."index" AS feature, l.slug AS "listSlug", l.name AS "listName",
            u.id IS NULL AND (l.id IS NULL OR l.retired_at IS NULL OR c.kind = 'list')
              AND (c.stands IS NULL) = (t.retired_at IS NOT NULL)
              AND (c.after IS NULL OR c.after = t.now) AS "canUndo"
       FROM change c
       LEFT JOIN change u ON u.undoes = c.id
       JOIN LATERAL (SELECT * FROM (${TARGETS}) r WHERE r.kind = c.kind AND r.id = coalesce(c.stands, c.ended)) t
         ON true
       LEFT JOIN dictionary d ON d.id = t.dictionary_id
       LEFT JOIN feature_list l ON l.id = t.list_id
      WHERE c.person = $1 AND c.id < $3 ORDER BY c.id DESC LIMIT $2`,
    [person, limit, before ?? Number.MAX_SAFE_INTEGER],
  )
  return rows.map(({ createdAt, listSlug, listName, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    list: listSlug === null || listName === null ? null : { slug: listSlug, name: listName },
  }))
}
