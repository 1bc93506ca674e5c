-- Every value says which column and row it is of, so that reading another column shows.
do $$
declare
  columns text;
  expressions text;
begin
  select
    string_agg(format('%I', attname), ', ' order by attnum),
    string_agg(
      case attnum
        when 1 then 'n'
        -- In the third row every fifth column is null.
        else format('case when n < 3 or %s %% 5 <> 0 then %L || n end', attnum, format('column %s row ', attnum))
      end,
      ', ' order by attnum
    )
  into columns, expressions
  from pg_catalog.pg_attribute
  where attrelid = 'public.hostile'::regclass and attnum > 0 and not attisdropped;
  execute format('insert into public.hostile (%s) select %s from generate_series(1, 3) as n', columns, expressions);
end
$$;

insert into public."a.b" values
  (1, 'first', '"', row('x', 1, 'polluted', 'y'), array[row('x', 1, null, null)]::public."Composite.Type"[], 'plain', '{a,b}'),
  (2, 'second', '''', row('"', 2, '''', '\'), '{}', '''; --', '{"\"",NULL}'),
  (3, 'third', '\', null, null, null, null),
  (4, 'fourth', '__proto__', null, null, '', '{}');

insert into public."weird ""table"" name" values (1, 1, 2), (2, 1, null), (3, null, 3), (4, 4, 4);

insert into public."select" values (1, 'here', 10), (1, 'there', 20), (2, '''; drop table hostile; --', null);
insert into public."what?" values (1, 1, 'here'), (2, 1, 'there'), (3, 2, '''; drop table hostile; --');

insert into public."__proto__" values (1, null, 'root'), (2, 1, 'child'), (3, 1, 'child'), (4, 2, null);
insert into public."constructor" values (1), (3);

insert into public."表" values (1, null, '根'), (2, 1, '枝'), (3, 2, '葉 🍃');
insert into public."🚲 & Co.; drop table hostile; --" values (1, 1), (2, 3), (3, null);
insert into public."a.b 🚲" values (1, 1), (1, 2), (2, 2), (4, 3);

insert into public."ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" values (1, null), (2, 1);

insert into public."UPPER CASE" values (1, 'Upper'), (2, 'upper'), (3, null);
insert into public."query" values (1, 'none');
insert into "odd ""namespace"".x"."public.hostile" values (1, 1), (2, null);
