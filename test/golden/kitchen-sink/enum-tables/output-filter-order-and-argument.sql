select json_build_object(
  'shipments', json_build_object(
    'nodes', (
      select json_agg(
        json_build_object(
          'shipmentId', shipment_id,
          'state', replace(state, ' ', '_'),
          'wishedState', replace(wished_state, ' ', '_'),
          'shipmentStateByWishedState',
          case when wished_state is not null then json_build_object('code', replace(wished_state, ' ', '_')) end
        ) order by state desc, shipment_id desc
      )
      from shipment
      where state in ('in transit', 'packed') and wished_state is distinct from 'delivered'
    ),
    'pageInfo', json_build_object('hasNextPage', false)
  ),
  'shipmentState', (
    select json_build_object(
      'code', 'in_transit',
      'description', description,
      'shipmentsByState', json_build_object('totalCount', (select count(*) from shipment where state = code))
    )
    from shipment_state where code = 'in transit'
  ),
  'openShipments', json_build_object(
    'nodes', (
      select json_agg(json_build_object('state', replace(state, ' ', '_')) order by shipment_id)
      from shipment where state not in ('packed', 'delivered')
    )
  )
)
