select json_build_object('assets', json_build_object('nodes', json_agg(
  case
    when kind = 'image' then json_build_object('__typename', 'Image', 'assetId', a.asset_id::text, 'width', width, 'height', height,
      'title', title, 'owner', owner)
    when kind = 'video' and video_id is not null then json_build_object('__typename', 'Video', 'assetId', a.asset_id::text, 'seconds', seconds,
      'poster', (select json_build_object('title', b.title, 'width', p.width) from image p join asset b using (asset_id) where p.asset_id = poster_id),
      'chapters', json_build_object('nodes', (select json_agg(json_build_object('heading', heading) order by starts_at) from chapter c where c.video_id = v.video_id)),
      'title', title, 'owner', owner)
    else json_build_object('__typename', case kind when 'note' then 'Note' else 'OtherAsset' end, 'assetId', a.asset_id::text, 'title', title, 'owner', owner)
  end order by a.asset_id)))
from asset a left join image i on i.asset_id = a.asset_id left join video v on v.video_id = a.asset_id
left join lateral (select json_build_object('name', name) as owner from person where person_id = owner_id) p on true
