import type { Marks } from '@/lib/contract/marks'
import { database } from '../database'
import { prepared } from '../prepared'

interface Row {
  stars: string[]
  tags: Marks['tags']
  lists: Marks['lists']
  comments: Marks['comments']
  commentCount: number
}

/** What people left on a feature, with its newest comments, at most `comments` of them. */
export async function readMarks(dictionaryId: number, index: number, comments = 1000): Promise<Marks> {
  const { pool } = await database()
  const { rows } = await pool.query<Row>(
    prepared(
      `SELECT
       (SELECT coalesce(jsonb_agg(person ORDER BY id), '[]') FROM star
         WHERE dictionary_id = $1 AND "index" = $2 AND retired_at IS NULL) AS stars,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('tag', tag, 'by', by) ORDER BY tag), '[]') FROM (
         SELECT tag, jsonb_agg(jsonb_build_object('id', id, 'person', person) ORDER BY id) AS by FROM person_tag
          WHERE dictionary_id = $1 AND "index" = $2 AND retired_at IS NULL GROUP BY tag) t) AS tags,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', l.slug, 'name', l.name, 'owner', l.owner, 'entry', e.id)
                 ORDER BY l.name, l.id), '[]')
          FROM list_entry e JOIN feature_list l ON l.id = e.list_id AND l.retired_at IS NULL
         WHERE e.dictionary_id = $1 AND e."index" = $2 AND e.retired_at IS NULL) AS lists,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'person', person, 'text', text, 'createdAt',
                 to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY id DESC), '[]')
          FROM (SELECT * FROM comment WHERE dictionary_id = $1 AND "index" = $2 AND retired_at IS NULL
                 ORDER BY id DESC LIMIT $3) c) AS comments,
       (SELECT count(*)::int FROM comment
         WHERE dictionary_id = $1 AND "index" = $2 AND retired_at IS NULL) AS "commentCount"`,
      [dictionaryId, index, comments],
    ),
  )
  return rows[0]
}

/** Tags by people on features of a dictionary, most used first. */
export async function readTags(dictionaryId: number): Promise<{ tag: string; features: number }[]> {
  const { pool } = await database()
  const { rows } = await pool.query<{ tag: string; features: number }>(
    prepared(
      `SELECT tag, count(DISTINCT "index")::int AS features FROM person_tag
      WHERE dictionary_id = $1 AND retired_at IS NULL GROUP BY tag ORDER BY 2 DESC, tag`,
      [dictionaryId],
    ),
  )
  return rows
}
