select json_build_object(
  'cities', json_build_object('nodes', (select json_agg(json_build_object(
      'density', round(c.population / 7.0, 1)::float8, 'exactly', round(c.population / 7.0, 3)::float8,
      'twinCity', (select json_build_object('fullName', t.name || ', Lantern Isles', 'twinCity', json_build_object('name', c.name))
        from city t where (t.country_code, t.name) = (c.twin_country_code, c.twin_name)),
      'otherCities', (select json_build_object('totalCount', count(*), 'nodes', json_agg(json_build_object('name', o.name, 'countryByCountryCode', json_build_object('name', 'Lantern Isles'))))
        from city o where o.name <> c.name and o.population >= 100),
      'letters', case c.name when 'Lantern Quay' then json_build_array('a', 'e', 'l') else json_build_array('a', 'm', 'n') end,
      'populationRange', json_build_object('lower', '0', 'upper', c.population::text)) order by c.population desc)
    from (select * from city where country_code = 'LI' order by population desc limit 2) c)),
  'districts', json_build_object('nodes', json_build_array(json_build_object('city', json_build_object(
    'fullName', 'Lantern Quay, Lantern Isles', 'density', 2105, 'populationRange', json_build_object('upper', '4210'),
    'letters', json_build_array('e'), 'twinCity', json_build_object('name', 'Marrow Town'),
    'otherCities', json_build_object('nodes', json_build_array(json_build_object('name', 'Marrow Town'))))))))
