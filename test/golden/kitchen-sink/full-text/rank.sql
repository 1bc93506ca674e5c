with ranked as (
  select *, ts_rank(to_tsvector('english', title || ' ' || coalesce(body, '')), to_tsquery('english', 'passenger & rider')) as rank,
    ts_rank(to_tsvector('english', title || ' ' || coalesce(body, '')), to_tsquery('english', 'oil')) as oil,
    ts_rank(to_tsvector('english', title || ' ' || coalesce(body, '')), to_tsquery('english', 'pillion')) as pillion
  from public.article
)
select json_build_object(
  'best', json_build_object('nodes', (
    select json_agg(json_build_object('articleId', article_id, 'contentRank', rank, 'other', oil) order by rank desc, article_id desc) from ranked
  )),
  'worst', json_build_object('nodes', (
    select json_agg(json_build_object('articleId', a.article_id, 'replyTo', case when b.article_id is not null then json_build_object('contentRank', b.rank) end) order by a.rank, a.article_id)
    from ranked a left join ranked b on b.article_id = a.reply_to_id where a.article_id in (1, 3)
  )),
  'alongRelationship', json_build_object('nodes', (
    select json_agg(json_build_object('articleId', a.article_id) order by b.pillion desc nulls last, a.article_id desc)
    from ranked a left join ranked b on b.article_id = a.reply_to_id
  )),
  'column', json_build_object('nodes', (
    select json_agg(json_build_object('label', label, 'tsvectorValueRank', r) order by r desc, every_type_id desc)
    from (select *, ts_rank(tsvector_value, 'fat & cat'::tsquery) as r from public.every_type) e where r is not null
  ))
)
