select json_build_object(
  'aB', (
    select json_build_object(
      'bC', "b.c",
      'enumU3f', '_u27',
      'compositeU5b_0U5d', json_build_object('aB', '"', 'whatU3f', 2, '_proto__', '''', 'select', E'\\'),
      'domainAsDomain', '''; --',
      'arrayU5bU5d', json_build_array('"', null),
      'u1f6b2List', json_build_object('nodes', (select json_agg(json_build_object('u1f6b2Id', "🚲_id") order by "🚲_id") from public."a.b 🚲" where "a.b_id" = 2)))
    from public."a.b" where "a.b_id" = 2),
  'aBByBC', json_build_object('weirdU22TableU22Names', json_build_object('nodes', (
    select json_agg(json_build_object('idU22', "id"" --", 'aBByOtherU24_1', case when "other $1" is not null then json_build_object('bC', "b.c") end) order by "id"" --" desc)
    from public."weird ""table"" name" as weird left join public."a.b" as other on other."a.b_id" = "other $1" where weird."a.b_id" = 1))),
  'u8868List', '{"nodes": [{"u540dU524d": "枝", "u89aa": {"u540dU524d": "根"}}]}'::json,
  '_proto__', '{"toString": null, "constructorByPrototype": null, "ancestors": [{"depth": 1, "node": {"constructor": 2, "toString": "child"}}, {"depth": 2, "node": {"constructor": 1, "toString": "root"}}]}'::json,
  'whatU3fList', json_build_object('nodes', (select json_agg(json_build_object('u3f', "?", 'selectWhere', "select where") order by "?") from public."what?" where "?" > 1)),
  'viewU22OfU22AB', json_build_object('textU3f', 'third'))
