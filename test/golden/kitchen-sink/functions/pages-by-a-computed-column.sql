select json_build_object('cities', json_build_object('nodes', json_build_array(
  json_build_object('fullName', 'Marrow Town, Lantern Isles'), json_build_object('fullName', 'Thrift Cove, Lantern Isles'))))
