select json_build_object('near', distance_between('lantern-quay', 'vesper-harbour'), 'nowhere', distance_between('lantern-quay', 'atlantis'))
