select json_build_object('tickets', json_build_object('nodes', json_agg(json_build_object(
  'title', title, 'reporter', json_build_object('name', name)) order by title), 'pageInfo', json_build_object('hasNextPage', true)))
from (select * from ticket join person on person_id = reporter_id order by title limit 2) as t
