select json_build_object(
  'citiesTwice', json_build_object('totalCount', 6, 'nodes', json_build_array(
    json_build_object('name', 'Thrift Cove', 'twinCity', null), json_build_object('name', 'Thrift Cove', 'twinCity', null),
    json_build_object('name', 'Marrow Town', 'twinCity', json_build_object('name', 'Lantern Quay')),
    json_build_object('name', 'Marrow Town', 'twinCity', json_build_object('name', 'Lantern Quay')),
    json_build_object('name', 'Lantern Quay', 'twinCity', json_build_object('name', 'Marrow Town')))),
  'ordered', json_build_object('nodes', json_build_array(json_build_object('fullName', 'Lantern Quay, Lantern Isles'),
    json_build_object('fullName', 'Lantern Quay, Lantern Isles'), json_build_object('fullName', 'Marrow Town, Lantern Isles'))))
