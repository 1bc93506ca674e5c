-- One of everything: each type, each kind of constraint, each kind of table. PostgreSQL 14 or newer, PGlite too.

create domain public.positive_integer as integer check (value > 0);
comment on domain public.positive_integer is 'A whole number above zero.';
create domain public.small_positive_integer as public.positive_integer check (value < 1000);
create domain public.code_text as text not null default 'A-0' check (value ~ '^[A-Z]+-[0-9]+$');
create domain public.nullable_text as text check (length(value) < 100);
create domain public.short_list as integer[] check (cardinality(value) <= 3);

create type public.mood as enum ('sad', 'ok', 'happy');
create type public.odd_label as enum ('in progress', '2nd', 'true', 'null', '__typename', 'ünï', 'UPPER', 'upper', 'a-b', '', '''quoted"', '🚲');
comment on type public.odd_label is 'Labels that are no names in GraphQL, or odd ones.';
create domain public.mood_domain as public.mood check (value <> 'sad');

create type public.plain_composite as (title text, amount numeric(10, 2), happened_at timestamp with time zone);
create type public.rich_composite as (code public.code_text, count public.positive_integer, during daterange, mood public.mood, parts integer[], inner_value public.plain_composite);
create domain public.composite_domain as public.plain_composite check ((value).amount is null or (value).amount >= 0);

create type public.float_range as range (subtype = double precision, subtype_diff = float8mi);

create table public.every_type (
  every_type_id integer generated always as identity primary key,
  label text not null unique,
  int2_value smallint,
  int4_value integer,
  int8_value bigint,
  numeric_value numeric,
  numeric_scaled numeric(12, 3),
  float4_value real,
  float8_value double precision,
  money_value money,
  bool_value boolean,
  text_value text,
  varchar_value character varying(40),
  char_value character(5),
  name_value name,
  internal_char_value "char",
  bytea_value bytea,
  date_value date,
  time_value time,
  time_scaled time(2),
  timetz_value time with time zone,
  timestamp_value timestamp,
  timestamp_scaled timestamp(3),
  timestamptz_value timestamp with time zone,
  interval_value interval,
  interval_day_to_second interval day to second (1),
  uuid_value uuid,
  json_value json,
  jsonb_value jsonb,
  inet_value inet,
  cidr_value cidr,
  macaddr_value macaddr,
  macaddr8_value macaddr8,
  bit_value bit(8),
  varbit_value bit varying(20),
  tsvector_value tsvector,
  tsquery_value tsquery,
  point_value point,
  line_value line,
  lseg_value lseg,
  box_value box,
  path_value path,
  polygon_value polygon,
  circle_value circle,
  int4range_value int4range,
  int8range_value int8range,
  numrange_value numrange,
  tsrange_value tsrange,
  tstzrange_value tstzrange,
  daterange_value daterange,
  float_range_value public.float_range,
  int4multirange_value int4multirange,
  int8multirange_value int8multirange,
  nummultirange_value nummultirange,
  tsmultirange_value tsmultirange,
  tstzmultirange_value tstzmultirange,
  datemultirange_value datemultirange,
  int4_array integer[],
  int8_array bigint[],
  numeric_array numeric[],
  float8_array double precision[],
  bool_array boolean[],
  text_array text[],
  timestamptz_array timestamp with time zone[],
  date_array date[],
  interval_array interval[],
  bytea_array bytea[],
  uuid_array uuid[],
  jsonb_array jsonb[],
  enum_array public.mood[],
  range_array int4range[],
  matrix integer[][],
  mood public.mood,
  odd_label public.odd_label,
  positive_value public.positive_integer,
  small_positive_value public.small_positive_integer,
  domain_text public.nullable_text,
  domain_list public.short_list,
  domain_mood public.mood_domain,
  domain_array public.positive_integer[],
  composite_value public.plain_composite,
  composite_array public.plain_composite[],
  rich_value public.rich_composite,
  domain_composite public.composite_domain,
  oid_value oid,
  regclass_value regclass,
  regtype_value regtype,
  regproc_value regprocedure,
  pg_lsn_value pg_lsn,
  xid_value xid,
  xid8_value xid8,
  tid_value tid,
  snapshot_value pg_snapshot,
  jsonpath_value jsonpath,
  int4_doubled integer generated always as (int4_value / 2 * 2) stored
);
comment on table public.every_type is 'A column of every type.';
comment on column public.every_type.numeric_value is 'No scale: as many digits as given, and NaN.';
comment on column public.every_type.matrix is 'PostgreSQL does not hold values to the number of dimensions.';
comment on column public.every_type.int4_doubled is 'Generated: the even number below.';

-- Not every PostgreSQL is built with libxml.
do $$
begin
  perform '<a/>'::xml;
  alter table public.every_type add column xml_value xml;
exception when feature_not_supported then
  null;
end
$$;

-- Constraints

create table public.country (
  code char(2) primary key,
  name text not null unique
);

create table public.city (
  country_code char(2) not null references public.country on update cascade on delete cascade,
  name text not null,
  population bigint check (population >= 0),
  twin_country_code char(2),
  twin_name text,
  primary key (country_code, name),
  constraint city_twin_fkey foreign key (twin_country_code, twin_name) references public.city (country_code, name) match full deferrable initially deferred,
  constraint city_not_its_own_twin check (row (twin_country_code, twin_name) is distinct from row (country_code, name))
);
comment on constraint city_twin_fkey on public.city is 'A key over two columns, to its own table, checked at the end of the transaction.';

create table public.district (
  district_id bigint generated by default as identity (start with 100 increment by 10) primary key,
  country_code char(2) not null,
  city_name text not null,
  name text not null,
  sort_order integer not null,
  foreign key (country_code, city_name) references public.city (country_code, name),
  constraint district_sort_order_key unique (country_code, city_name, sort_order) deferrable initially deferred
);
create index district_city_index on public.district (country_code, city_name);

create table public.mayor (
  country_code char(2) not null,
  city_name text not null,
  name text not null,
  in_office daterange not null,
  primary key (country_code, city_name),
  foreign key (country_code, city_name) references public.city
);
comment on table public.mayor is 'One for each city: the foreign key is the primary key.';

create table public.legacy_note (
  note_id integer primary key,
  district_id bigint,
  body text
);
comment on table public.legacy_note is 'Its foreign key is not validated: one note points nowhere.';

create table public.room_closure (
  room_closure_id serial primary key,
  closed_during tsrange not null,
  exclude using gist (closed_during with &&)
);
comment on table public.room_closure is 'No two closures overlap.';

create table public.account (
  account_id integer generated by default as identity primary key,
  email text not null,
  closed_on date,
  settings jsonb not null default '{}',
  full_text tsvector generated always as (to_tsvector('simple'::regconfig, email)) stored
);
create unique index account_email_lower_key on public.account (lower(email));
create unique index account_email_open_key on public.account (email) where closed_on is null;
create index account_settings_index on public.account using gin (settings jsonb_path_ops);
create index account_full_text_index on public.account using gin (full_text);
create index account_closed_on_index on public.account (closed_on desc nulls last) include (email);

create table public.article (
  article_id integer primary key,
  title text not null,
  body text,
  summary varchar(200),
  reply_to_id integer references public.article
);
comment on table public.article is E'@search content (english, title, body)\n@search summaryWords (pg_catalog.simple, summary)\nIts documents of full-text search are expressions.';
create index article_content_index on public.article
using gin (to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, '')));

create table public.shipment_state (
  code varchar(20) primary key,
  description text
);
comment on table public.shipment_state is E'@enum\nIts rows are the values of an enum.';

create table public.shipment (
  shipment_id integer primary key,
  state varchar(20) not null references public.shipment_state,
  wished_state text references public.shipment_state
);
comment on table public.shipment is 'Two of its columns are that enum.';

-- Kinds of table

create table public.measurement (
  measured_on date not null,
  sensor_id integer not null,
  value double precision,
  primary key (measured_on, sensor_id)
) partition by range (measured_on);
create table public.measurement_2024 partition of public.measurement for values from ('2024-01-01') to ('2025-01-01');
create table public.measurement_2025 partition of public.measurement for values from ('2025-01-01') to ('2026-01-01');
comment on table public.measurement is 'Partitioned by year.';

create table public.vehicle (
  vehicle_id integer primary key,
  name text not null
);
create table public.motorcycle (
  has_pillion_seat boolean not null,
  primary key (vehicle_id)
) inherits (public.vehicle);
comment on table public.motorcycle is 'Inherits from vehicle: its rows are vehicles too.';

create unlogged table public.scratch (
  scratch_id integer primary key,
  body text
);

create table public.without_key (
  happened_at timestamp with time zone,
  event text
);
comment on table public.without_key is 'No primary key, and a row that is there twice.';

create table public.single_column (
  value integer primary key
);

create table public.no_column ();
comment on table public.no_column is 'Rows without a column are legal, and two of them are here.';

-- A key column that was dropped leaves a hole in the numbers of the columns.
create table public.with_dropped_column (
  before integer,
  dropped text,
  after integer primary key
);
alter table public.with_dropped_column drop column dropped;

-- Views

create view public.open_account as
select account_id, email, settings from public.account where closed_on is null;
create view public.open_account_email as
select account_id, email as address from public.open_account;
comment on view public.open_account_email is 'A view on a view.';
create materialized view public.city_size as
select country_code, count(*) as cities, sum(population) as people from public.city group by country_code;
create view public.open_shipment as
select shipment_id, state from public.shipment where state <> 'delivered';
comment on view public.open_shipment is 'The enum carries through.';
create view public.constant as
select 1 as one, 'two'::text as two, null::integer as three;
comment on view public.constant is 'A view on no table.';

-- Functions

create function public.answer() returns integer language sql immutable as $$ select 42 $$;
comment on function public.answer() is 'Takes nothing.';

create function public.describe(integer, text default 'plain', "in a Box" boolean default false) returns text
language sql immutable
as $$ select concat_ws(' ', $2, $1, case when $3 then 'in a box' end) $$;
comment on function public.describe(integer, text, boolean) is 'Two parameters without a name, two with defaults.';
create function public.describe(date) returns text language sql immutable as $$ select 'the day ' || to_char($1, 'YYYY-MM-DD') $$;
comment on function public.describe(date) is E'@name describe_day\nAn overload, told apart by its tag.';

create function public.longest(variadic words text[]) returns text language sql immutable
as $$ select word from unnest(words) as word order by length(word) desc, word limit 1 $$;
comment on function public.longest(text[]) is 'Takes as many words as it gets.';

create function public.half(number double precision, scale integer default 2) returns double precision
language sql immutable strict
as $$ select number / scale $$;
comment on function public.half(double precision, integer) is E'@deprecated Divide it yourself.\nStrict: null for null.';

create function public.first_letter(code public.code_text, mood public.mood default 'ok', parts bytea[] default '{}') returns public.mood
language sql immutable
as $$ select case when left(code, 1) = 'A' then mood else 'sad' end::public.mood $$;
comment on function public.first_letter(public.code_text, public.mood, bytea[]) is 'A domain, an enum and an array go in.';

create function public.numbers(upto integer) returns setof bigint language sql immutable
as $$ select g from generate_series(upto, 1, -1) as g $$;
comment on function public.numbers(integer) is 'Values in the order of the function.';

create function public.composites() returns setof public.plain_composite language sql immutable
as $$ values ('one', 1.50, timestamp '2024-01-02 03:04:05' at time zone 'UTC'), (null, null, null), ('two', 2, null) $$;
comment on function public.composites() is 'Composite values, one of them all nulls.';

create function public.one_composite(title text) returns public.plain_composite language sql immutable
as $$ select title, 0.10::numeric(10, 2), null::timestamp with time zone where title <> 'none' $$;
comment on function public.one_composite(text) is 'A composite value, or null.';

create function public.total_amount(parts public.plain_composite[], during tstzrange default null, without tstzmultirange default '{}')
returns numeric language sql immutable
as $$ select sum((part).amount) from unnest(parts) as part
  where (during is null or (part).happened_at <@ during) and not coalesce((part).happened_at <@ without, false) $$;
comment on function public.total_amount(public.plain_composite[], tstzrange, tstzmultirange) is 'An array of composite values, a range and a multirange go in.';

create function public.same_value(value public.rich_composite) returns public.rich_composite language sql immutable
as $$ select value $$;
comment on function public.same_value(public.rich_composite) is 'A composite value with others inside goes in and comes out.';

create function public.splits(separator text, phrase text) returns table (part text, "length" bigint, ordinality integer)
language sql immutable
as $$ select part, length(part), 0 from regexp_split_to_table(phrase, separator) as part $$;
comment on function public.splits(text, text) is 'Rows that only the function has, with a column called as PostgreSQL calls their place.';

create function public.quotient(dividend integer, divisor integer, out whole integer, out rest bigint)
language sql immutable
as $$ select dividend / divisor, (dividend % divisor)::bigint $$;
comment on function public.quotient(integer, integer) is 'Two OUT parameters; PostgreSQL refuses to divide by zero.';

create function public.fails(loudly boolean) returns integer language plpgsql stable
as $$ begin raise exception 'the secret of public.fails' using errcode = case when loudly then 'P0001' else '22023' end; end $$;
comment on function public.fails(boolean) is 'Raises an error of its own.';

create function public.biggest_city(country_code char(2)) returns public.city language sql stable
as $$ select city from public.city where city.country_code = $1 order by population desc nulls last limit 1 $$;
comment on function public.biggest_city(char) is 'A row, or null.';

create function public.cities_twice(country_code char(2)) returns setof public.city language sql stable
as $$ select city from public.city, generate_series(1, 2) where city.country_code = $1 order by city.name desc $$;
comment on function public.cities_twice(char) is 'The same rows more than once.';

create function public.full_name(city public.city) returns text language sql stable
as $$ select city.name || ', ' || country.name from public.country where country.code = city.country_code $$;
comment on function public.full_name(public.city) is 'A value of each city.';

create function public.density(city public.city, area double precision, "digits?" integer default 1) returns double precision
language sql stable
as $$ select round((city.population / area)::numeric, "digits?")::double precision $$;
comment on function public.density(public.city, double precision, integer) is 'A value that takes an argument.';

create function public.twin_of(city public.city) returns public.city language sql stable
as $$ select twin from public.city as twin where (twin.country_code, twin.name) = (city.twin_country_code, city.twin_name) $$;
comment on function public.twin_of(public.city) is E'@name twin_city\nA row of each city, or null.';

create function public.other_cities(city public.city, at_least bigint default 0) returns setof public.city language sql stable
as $$ select * from public.city as other where other.name <> city.name and other.population >= at_least order by other.population desc $$;
comment on function public.other_cities(public.city, bigint) is 'Rows of each city.';

create function public.letters(city public.city) returns setof text language sql stable
as $$ select distinct letter from regexp_split_to_table(lower(city.name), '') as letter where letter <> ' ' order by letter $$;
comment on function public.letters(public.city) is 'Values of each city.';

create function public.population_range(city public.city) returns int8range language sql stable
as $$ select int8range(0, city.population) $$;
comment on function public.population_range(public.city) is 'A range of each city.';

create function public.shout(city public.city) returns text language sql stable as $$ select upper(city.name) $$;
comment on function public.shout(public.city) is '@omit';

create function public.roll() returns integer language sql volatile as $$ select 4 $$;
comment on function public.roll() is 'Volatile: published only where the host names it.';
create function public.note_roll() returns integer language sql volatile
as $$ insert into public.scratch (scratch_id) values (4) returning scratch_id $$;
comment on function public.note_roll() is 'Volatile, and it writes.';
