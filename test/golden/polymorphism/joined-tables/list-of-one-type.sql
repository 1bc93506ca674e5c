select json_build_object('videos', json_build_object('nodes', json_agg(json_build_object('__typename', 'Video',
  'nodeId', encode('["Asset","5"]', 'base64'), 'videoId', video_id::text, 'title', title, 'seconds', seconds,
  'owner', json_build_object('name', name)) order by title), 'totalCount', count(*)))
from video join asset on asset_id = video_id left join person on person_id = owner_id where title like 'S%'
