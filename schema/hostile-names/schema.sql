-- Names that are legal in PostgreSQL and trip those who build SQL, GraphQL, JavaScript or HTML from them.
-- A name that would become the same in GraphQL as another one carries the tag @name.

create table public.hostile (
  hostile_id integer primary key,
  """" text,
  "." text,
  "[0]" text,
  " as " text,
  "?" text,
  "??" text,
  "\?" text,
  "\" text,
  "$1" text,
  "$$" text,
  ":x" text,
  "::int" text,
  "?::text" text,
  ":name:" text,
  "*" text,
  " " text,
  "'" text,
  "`" text,
  "%s" text,
  "%I" text,
  "{}" text,
  "()" text,
  "=" text,
  "|" text,
  "~" text,
  "&amp;" text,
  "#hash" text,
  "@name" text,
  "-1" text,
  "2fa" text,
  "_" text,
  "a" text,
  "a.b" text,
  "a as b" text,
  "a[0]" text,
  "a?" text,
  "a\?" text,
  "a,b" text,
  "x;y" text,
  "secret" text,
  "secret[1]tail" text,
  "what?" text,
  "what$1" text,
  "pad" text,
  " pad " text,
  "quoted ""name""" text,
  "it's" text,
  "'; drop table hostile; --" text,
  "/* comment */" text,
  "-- comment" text,
  "${x}" text,
  "</script>" text,
  "line
break" text,
  "tab	stop" text,
  "表" text,
  "é" text,
  "é" text,
  "ß" text,
  "İ" text,
  "🚲" text,
  "👩‍🚀" text,
  "line separator" text,
  "__proto__" text,
  "__typename" text,
  "constructor" text,
  "prototype" text,
  "toString" text,
  "hasOwnProperty" text,
  "valueOf" text,
  "toJSON" text,
  "then" text,
  "length" text,
  "select" text,
  "from" text,
  "where" text,
  "order" text,
  "group" text,
  "user" text,
  "table" text,
  "null" text,
  "true" text,
  "and" text,
  "or" text,
  "not" text,
  "current_user" text,
  "all" text,
  "row" text,
  "value" text,
  "UPPER" text,
  "MixedCase" text,
  "camelCase" text,
  "ALL_CAPS" text,
  "oid" text,
  "id" text,
  "node_id" text,
  "nodes" text,
  "edges" text,
  "first" text,
  "count" text,
  "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" text,
  "字字字字字字字字字字字字字字字字字字字字字" text
);
comment on table public.hostile is 'A column of every hostile name; </script><!-- `${this}` */ is in its comment.';
comment on column public.hostile."""" is E'Quotes: " "" """ and '' and a block string''s end: \\""".';
comment on column public.hostile."?" is E'A question? And a \\? and $1 and :x.';
comment on column public.hostile."\" is E'Backslashes: \\ \\\\ \\n \\u2028 \\"""';
comment on column public.hostile."`" is 'A `code` span, a ``double`` one and ${interpolation} of ${process.env}.';
comment on column public.hostile."@name" is 'An address such as somebody@name.example is no tag.';
comment on column public.hostile." pad " is E'@name padded\nRenamed, since its name in GraphQL would be taken.';
comment on column public.hostile."/* comment */" is 'Ends a block: */ + alert(1) + /*';
comment on column public.hostile."</script>" is 'Closes a script: </script><script>alert(1)</script> and a comment: --> and */ and ]]>.';
comment on column public.hostile."line
break" is E'Line one.\nLine two, which begins with nothing.\n\n  Line four is indented.';
comment on column public.hostile."é" is E'@name decomposed\nRenamed, since its name in GraphQL would be taken.';
comment on column public.hostile."🚲" is 'A bicycle 🚲, a family 👩‍👩‍👧‍👦, a flag 🇳🇴 and right-to-left ‮olleh‬.';
comment on column public.hostile."line separator" is 'Line separator   and paragraph separator   are ends of line in old JavaScript.';
comment on column public.hostile."__proto__" is '{"__proto__": {"polluted": true}}';
comment on column public.hostile."node_id" is E'@name ordinary_node_id\nRenamed, since its name in GraphQL would be taken.';
create index "index ""on"" a.b [0] ?" on public.hostile ("a.b", "a[0]");
create unique index "what? unique" on public.hostile ("what?");

create type public."enum ""of"" odd.things" as enum ('"', '''', '\', ' ', 'a.b', '$1', '?', '-- no', '表', '__proto__', 'select');
create type public."Composite.Type" as ("a.b" text, "what?" integer, "__proto__" text, "select" text);
create domain public."domain [0]" as text check (value <> '''; drop table hostile; --');

create table public."a.b" (
  "a.b_id" integer primary key,
  "b.c" text not null unique,
  "enum?" public."enum ""of"" odd.things",
  "composite [0]" public."Composite.Type",
  "composites *" public."Composite.Type"[],
  "domain as domain" public."domain [0]",
  "array[]" text[]
);
comment on table public."a.b" is 'Looks like a table b in a namespace a.';

create table public."weird ""table"" name" (
  "id"" --" integer primary key,
  "a.b_id" integer references public."a.b",
  "other $1" integer references public."a.b"
);
create index on public."weird ""table"" name" ("a.b_id");

create table public."select" (
  "from" integer,
  "where" text,
  "order" integer,
  primary key ("from", "where")
);

create table public."what?" (
  "?" integer primary key,
  "select from" integer not null,
  "select where" text not null,
  foreign key ("select from", "select where") references public."select" ("from", "where")
);

create table public."__proto__" (
  "constructor" integer primary key,
  "__proto__" integer references public."__proto__",
  "toString" text
);

create table public."constructor" (
  "prototype" integer primary key references public."__proto__"
);

create table public."表" (
  "番号" integer primary key,
  "親_id" integer references public."表",
  "名前" text
);

create table public."🚲 & Co.; drop table hostile; --" (
  "🚲_id" integer primary key,
  "表_id" integer references public."表"
);

create table public."a.b 🚲" (
  "a.b_id" integer references public."a.b",
  "🚲_id" integer references public."🚲 & Co.; drop table hostile; --",
  primary key ("a.b_id", "🚲_id")
);
comment on table public."a.b 🚲" is 'A junction of nothing but hostile names.';

create table public."ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" (
  "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii_id" integer primary key,
  "pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp_id" integer
    references public."ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt"
);

create table public."UPPER CASE" (
  "ID" integer primary key,
  "Name" text unique
);

create table public."query" (
  "query_id" integer primary key,
  "mutation" text
);
comment on table public."query" is E'@name logged_query\nIts type would have the name of GraphQL''s own root.';

create view public."view ""of"" a.b" as
select "a.b_id" as "key [0]", "b.c" as "text?" from public."a.b";

create function public."function ""with"" a.name"("argument?" integer) returns text
language sql stable
as $$ select 'got ' || $1 $$;
comment on function public."function ""with"" a.name"(integer) is 'Takes $1, `${two}` and */ three.';

-- For those who expose it: a namespace that needs every kind of quoting.
create schema "odd ""namespace"".x";
create table "odd ""namespace"".x"."public.hostile" (
  "id" integer primary key,
  "hostile_id" integer references public.hostile
);
