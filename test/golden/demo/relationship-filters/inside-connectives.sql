with passing as (
  select c.* from customer c
  where c.customer_id not in (select customer_id from booking join ticket using (booking_id) where price > 8)
    or ((select r.referrer_id from customer r where r.customer_id = c.referrer_id) is not null
      and c.customer_id not in (select customer_id from review where rating < 4))
)
select json_build_object('customers', json_build_object(
  'totalCount', (select count(*) from passing),
  'nodes', (select json_agg(json_build_object('name', name, 'bookings', json_build_object('totalCount', (
      select count(*) from booking b where b.customer_id = page.customer_id
        and (select count(*) from ticket t where t.booking_id = b.booking_id and price > 20) = 0))) order by customer_id)
    from (select * from passing order by customer_id limit 5) page)))
