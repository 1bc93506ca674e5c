select json_build_object('customers', json_build_object(
  'nodes', (select json_agg(json_build_object('customerId', customer_id, 'birthDate', birth_date) order by birth_date, customer_id)
    from (select * from customer order by birth_date desc nulls first, customer_id desc limit 3) page),
  'pageInfo', json_build_object('hasNextPage', false, 'hasPreviousPage', true)))
