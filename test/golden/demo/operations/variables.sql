select json_build_object(
  'bookings', json_build_object('nodes', (
    select json_agg(json_build_object('bookingId', booking_id::text, 'status', status, 'total', total::text))
    from (
      select * from booking
      where status in ('paid', 'travelled') and total >= 100.50 and booked_at >= '2025-05-31 22:00:00+00'
      order by total desc, booking_id desc limit 2
    ) as page)),
  'withoutNote', json_build_object('totalCount', (select count(*) from booking where note is null)))
