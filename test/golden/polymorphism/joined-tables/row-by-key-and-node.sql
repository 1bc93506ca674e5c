select json_build_object('asset', (select json_build_object('seconds', seconds, 'kind', kind) from video join asset on asset_id = video_id where asset_id = 2),
  'node', (select json_build_object('__typename', 'Video', 'nodeId', encode('["Asset","5"]', 'base64'), 'seconds', seconds) from video where video_id = 5),
  'broken', json_build_object('__typename', 'OtherAsset'))
