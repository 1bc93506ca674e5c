with keyed as (
  select sailing_id, date_trunc('year', hired_on::timestamp)::date as year, floor(monthly_salary / 1000) * 1000 as bin
  from sailing left join employee on employee_id = captain_id
), grouped as (
  select year, bin, count(*) as sailings from keyed group by year, bin
)
select json_build_object('sailings', json_build_object('groupBy', json_build_object(
  'totalCount', (select count(*) from grouped),
  'nodes', (select json_agg(json_build_object(
      'keys', json_build_object('captain', json_build_object('hiredOn', year, 'monthlySalary', to_char(bin, 'FM9990.00'))),
      'aggregate', json_build_object('count', sailings),
      'rows', json_build_object('totalCount', sailings, 'nodes', (
        select json_agg(json_build_object('sailingId', sailing_id::text) order by sailing_id)
        from (select sailing_id from keyed
          where (keyed.year, keyed.bin) is not distinct from (page.year, page.bin)
          order by sailing_id limit 2) as shown))) order by year desc nulls first, bin)
    from (select * from grouped order by year desc nulls first, bin limit 5) as page))))
