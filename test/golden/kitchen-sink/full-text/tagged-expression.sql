select json_object_agg(behaviour, json_build_object('nodes', (
  select coalesce(json_agg(json_build_object('articleId', article_id) order by article_id), '[]')
  from public.article where article_id = any (keys)
)))
from (values
  ('plain', array(select article_id from public.article where body ~ 'passenger' and body ~ 'rider')),
  ('phrase', array(select article_id from public.article where body ~ 'pillion passenger')),
  ('acrossColumns', array(select article_id from public.article where title ~ 'Chains|letter')),
  ('raw', array(select article_id from public.article where body ~ 'rider' and title !~ 'letter')),
  ('oneColumn', array(select article_id from public.article where summary ~ 'oil')),
  ('noDocument', array(select article_id from public.article where summary is null)),
  ('replies', array(select article_id from public.article where reply_to_id = 1))
) as expected (behaviour, keys)
