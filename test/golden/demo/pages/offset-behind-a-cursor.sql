select json_build_object('customers', json_build_object('nodes', json_agg(json_build_object(
  'customerId', customer_id, 'birthDate', birth_date, 'countryCode', country_code))))
from (
  select customer_id, birth_date, country_code from customer
  where birth_date < '2008-12-13' or (birth_date = '2008-12-13' and (country_code, customer_id) > ('DE', 340))
  order by birth_date desc, country_code, customer_id limit 2 offset 3
) as page
