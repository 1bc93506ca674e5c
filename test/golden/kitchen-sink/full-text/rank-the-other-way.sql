with matching as (
  select article_id, ts_rank(to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, '')), to_tsquery('english', 'rider | passenger')) as rank
  from article
  where to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, '')) @@ to_tsquery('english', 'rider | passenger')
)
select json_build_object(
  'articles', json_build_object('nodes', (select json_agg(json_build_object('articleId', article_id) order by rank, article_id) from matching)),
  'accounts', json_build_object('nodes', (
    select json_agg(json_build_object('accountId', account_id) order by email = 'Ada@example.com', account_id) from account)))
