-- Who drives what (law 9). Unlike the journal these rows come and go: they say what is, not what
-- happened. Beside the journal, so that a claim and the facts it allows are seen in one order.
create table claim (
  kind      text    not null,
  id        text    not null,
  -- The part of the process that owns it; no two ever have the same.
  owner     text    not null,
  host      text    not null,
  boot      text    not null,
  pid_space text    not null,
  pid       integer not null,
  started   text    not null,
  -- Counts signs of life. Judged by whoever watches it, with a clock that nobody can set.
  beat      integer not null,
  -- For people only: no decision hangs on a clock that can be set.
  beat_at   text    not null,
  primary key (kind, id)
) strict, without rowid;

create index claim_owner on claim (owner);

pragma user_version = 2;
