select json_build_object('assets', json_build_object('nodes', json_agg(json_build_object('width', width) order by width),
  'aggregate', json_build_object('count', count(*), 'max', json_build_object('title', max(title)))))
from asset join image using (asset_id) where width > 50
