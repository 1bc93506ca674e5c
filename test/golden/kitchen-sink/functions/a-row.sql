select json_build_object('biggestCity', (select json_build_object('name', c.name, 'fullName', c.name || ', Lantern Isles',
    'nodeId', encode(convert_to('["City","LI","Lantern Quay"]', 'UTF8'), 'base64'),
    'countryByCountryCode', json_build_object('name', 'Lantern Isles'),
    'districts', json_build_object('totalCount', 2, 'nodes', json_build_array(json_build_object('name', 'Old Harbour'))),
    'otherCities', json_build_object('nodes', json_build_array(json_build_object('name', 'Marrow Town'))))
  from city c where country_code = 'LI' order by population desc limit 1), 'none', null)
